#!/bin/sh
export PATH=/bin
/bin/busybox --install -s /bin
mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev
for pass in 1 2 3 4 5; do for m in /mods/*.ko; do insmod $m 2>/dev/null && rm $m; done; done
sleep 1
rec() { for f in "$@"; do [ -f "$f" ] || continue; mkdir -p "/out$(dirname "$f")"; cat "$f" > "/out$f" 2>/dev/null || rm -f "/out$f"; done; }
send() { echo; echo BEGINTAR; tar -C /out -czf - . | base64; echo ENDTAR; poweroff -f; }
echo 0 > /sys/devices/system/cpu/cpu2/online
modprobe dm-mod 2>/dev/null
SZ=$(cat /sys/block/vda/size); echo "0 65536 linear /dev/vda 0
65536 65536 linear /dev/vdb 0" > /tmp/t; dmsetup mknodes; dmsetup create span /tmp/t
printf 'n\np\n1\n\n+20M\nn\np\n2\n\n\nw\n' | fdisk /dev/nvme0n1 >/dev/null 2>&1
dd if=/dev/zero of=/tmp/f bs=1M count=8 2>/dev/null; losetup /dev/loop0 /tmp/f
echo 8 > /sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages
ip link add br0 type bridge 2>/dev/null; ip link set lo up; ip link set eth0 up
sleep 2
copy() { # links are kept, directories followed one level only where named
  for d in "$@"; do [ -e "$d" ] || continue; find "$d" -maxdepth 3 \( -type f -o -type l \) ! -path '*/power/*' ! -path '*/trace/*' ! -path '*/integrity/*' ! -name uevent ! -name 'resource*' ! -name config ! -name rom | while read f; do mkdir -p "/out$(dirname "$f")"; if [ -L "$f" ]; then cp -a "$f" "/out$f"; else cat "$f" > "/out$f" 2>/dev/null || rm -f "/out$f"; fi; done; done; }
for b in vda vdb nvme0n1 dm-0 loop0; do l=$(readlink -f /sys/block/$b); mkdir -p /out/sys/block; cp -a /sys/block/$b /out/sys/block/; copy $l; mkdir -p /out$l/slaves /out$l/holders; done
for i in lo eth0 br0; do l=$(readlink -f /sys/class/net/$i); [ -d "$l" ] || continue; mkdir -p /out/sys/class/net; cp -a /sys/class/net/$i /out/sys/class/net/; copy $l; for q in $l/queues/*; do mkdir -p /out$q; done; done
for p in /sys/bus/pci/devices/*; do l=$(readlink -f $p); mkdir -p /out/sys/bus/pci/devices; cp -a $p /out/sys/bus/pci/devices/; mkdir -p /out$l; for f in aer_dev_correctable aer_dev_nonfatal aer_dev_fatal current_link_speed max_link_speed current_link_width max_link_width class vendor device; do rec $l/$f; done; [ -L $l/driver ] && cp -a $l/driver /out$l/; done
for n in 0 1 2 3; do copy /sys/devices/system/cpu/cpu$n/topology /sys/devices/system/cpu/cpu$n/cpufreq /sys/devices/system/cpu/cpu$n/thermal_throttle; done
rec /sys/devices/system/cpu/online /sys/devices/system/cpu/offline /sys/devices/system/cpu/present /sys/devices/system/cpu/possible /sys/devices/system/cpu/isolated /sys/devices/system/cpu/nohz_full /sys/devices/system/cpu/smt/active
for n in 0 1; do for f in cpulist meminfo distance numastat; do rec /sys/devices/system/node/node$n/$f; done; done; rec /sys/devices/system/node/online
copy /sys/kernel/mm/transparent_hugepage /sys/kernel/mm/hugepages /sys/devices/system/clocksource/clocksource0
for f in sys_vendor product_name bios_vendor board_vendor; do rec /sys/class/dmi/id/$f; done
rec /proc/sys/kernel/tainted /proc/sys/kernel/osrelease /proc/cpuinfo /proc/uptime /proc/self/cgroup
send

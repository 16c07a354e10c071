#!/bin/sh
export PATH=/bin
/bin/busybox --install -s /bin
mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev
for pass in 1 2 3 4 5; do for m in /mods/*.ko; do insmod $m 2>/dev/null && rm $m; done; done
sleep 1
rec() { for f in "$@"; do [ -f "$f" ] || continue; mkdir -p "/out$(dirname "$f")"; cat "$f" > "/out$f" 2>/dev/null || rm -f "/out$f"; done; }
send() { echo; echo BEGINTAR; tar -C /out -czf - . | base64; echo ENDTAR; poweroff -f; }
mount -t tmpfs tmpfs /sys/fs/cgroup
for c in cpu,cpuacct memory blkio pids cpuset; do mkdir -p /sys/fs/cgroup/$c; mount -t cgroup -o $c cgroup /sys/fs/cgroup/$c; done
mkdir -p /sys/fs/cgroup/systemd; mount -t cgroup -o none,name=systemd cgroup /sys/fs/cgroup/systemd
ID=7c1e0d9b8a7f6e5d4c3b2a190817263544f3e2d1c0b9a8978685746352413021
cd /sys/fs/cgroup
for c in cpu,cpuacct memory blkio pids cpuset systemd; do mkdir -p $c/docker/$ID; done
for g in cpuset/docker cpuset/docker/$ID; do cat cpuset/cpuset.mems > $g/cpuset.mems; cat cpuset/cpuset.cpus > $g/cpuset.cpus; done
echo 0-1 > cpuset/docker/$ID/cpuset.cpus
D=docker/$ID
echo 50000 > cpu,cpuacct/$D/cpu.cfs_quota_us; echo 512 > cpu,cpuacct/$D/cpu.shares; echo 200000 > cpu,cpuacct/docker/cpu.cfs_quota_us
echo 67108864 > memory/$D/memory.limit_in_bytes; echo 40 > pids/$D/pids.max
DEV=$(cat /sys/block/vda/dev); echo "$DEV 8388608" > blkio/$D/blkio.throttle.read_bps_device; echo "$DEV 100" > blkio/$D/blkio.throttle.write_iops_device
join='for c in cpu,cpuacct memory blkio pids cpuset systemd; do echo $$ > /sys/fs/cgroup/$c/'$D'/cgroup.procs; done'
sh -c "$join; while :; do :; done" &
sh -c "$join; dd if=/dev/vda of=/dev/null bs=64k count=300; dd if=/dev/zero of=/dev/vda bs=64k count=100 conv=fsync; sleep 1000" 2>/dev/null &
sh -c "$join; tail /dev/zero" &
sleep 12
for s in 1 2; do
  for d in $(find /sys/fs/cgroup -type d); do rec $d/cgroup.procs $d/cpu.stat $d/cpu.cfs_quota_us $d/cpu.cfs_period_us $d/cpu.shares $d/cpuacct.usage $d/cpuacct.usage_user $d/cpuacct.usage_sys $d/memory.usage_in_bytes $d/memory.limit_in_bytes $d/memory.max_usage_in_bytes $d/memory.stat $d/memory.oom_control $d/memory.failcnt $d/memory.kmem.usage_in_bytes $d/memory.kmem.tcp.usage_in_bytes $d/blkio.throttle.io_service_bytes_recursive $d/blkio.throttle.io_serviced_recursive $d/blkio.throttle.read_bps_device $d/blkio.throttle.write_bps_device $d/blkio.throttle.read_iops_device $d/blkio.throttle.write_iops_device $d/pids.current $d/pids.max $d/pids.events $d/cpuset.effective_cpus $d/cpuset.effective_mems; done
  sh -c "$join"'; mkdir -p /out/proc/self; cat /proc/$$/cgroup > /out/proc/self/cgroup; cat /proc/self/mountinfo > /out/proc/self/mountinfo'
  rec /proc/uptime
  mv /out /out$s; mkdir /out; sleep 4
done
mkdir -p /out/first /out/second; mv /out1/* /out/first; mv /out2/* /out/second
send

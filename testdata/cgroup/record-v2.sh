#!/bin/sh
export PATH=/bin
/bin/busybox --install -s /bin
mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev
for pass in 1 2 3 4 5; do for m in /mods/*.ko; do insmod $m 2>/dev/null && rm $m; done; done
sleep 1
rec() { for f in "$@"; do [ -f "$f" ] || continue; mkdir -p "/out$(dirname "$f")"; cat "$f" > "/out$f" 2>/dev/null || rm -f "/out$f"; done; }
send() { echo; echo BEGINTAR; tar -C /out -czf - . | base64; echo ENDTAR; poweroff -f; }
mount -t cgroup2 cg /sys/fs/cgroup
cd /sys/fs/cgroup
echo "+cpuset +cpu +io +memory +pids" > cgroup.subtree_control
mkdir -p system.slice/app.service kubepods.slice/kubepods-burstable.slice
echo "+cpuset +cpu +io +memory +pids" > system.slice/cgroup.subtree_control
echo "+cpu +memory +pids" > kubepods.slice/cgroup.subtree_control
P=kubepods.slice/kubepods-burstable.slice
echo "+cpu +memory +pids" > $P/cgroup.subtree_control
POD=$P/kubepods-burstable-pod0d4c6b1a_5f0e_4d9b_9a51_0c1f7be20f11.slice
C=$POD/cri-containerd-4f1c9a3be2d8576a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e8f7a.scope
mkdir $POD; echo "+cpu +memory +pids" > $POD/cgroup.subtree_control; mkdir $C
A=system.slice/app.service
echo "20000 100000" > $A/cpu.max; echo 300 > $A/cpu.weight; echo 50331648 > $A/memory.max; echo 41943040 > $A/memory.high; echo 64 > $A/pids.max; echo 0-1 > $A/cpuset.cpus
DEV=$(cat /sys/block/vda/dev); echo "$DEV rbps=8388608 wiops=120" > $A/io.max
echo 150000 > $POD/memory.high 2>/dev/null; echo 134217728 > $POD/memory.max; echo "max" > $POD/memory.high; echo 5 > $C/pids.max
sh -c 'echo $$ > /sys/fs/cgroup/system.slice/app.service/cgroup.procs; while :; do :; done' &
sh -c 'echo $$ > /sys/fs/cgroup/system.slice/app.service/cgroup.procs; while :; do :; done' &
sh -c 'echo $$ > /sys/fs/cgroup/system.slice/app.service/cgroup.procs; dd if=/dev/vda of=/dev/null bs=64k count=300; dd if=/dev/zero of=/dev/vda bs=64k count=100 conv=fsync; sleep 1000' 2>/dev/null &
sh -c 'echo $$ > /sys/fs/cgroup/'$C'/cgroup.procs; tail /dev/zero' &
sh -c 'echo $$ > /sys/fs/cgroup/'$C'/cgroup.procs; for i in 1 2 3 4 5 6 7; do sleep 1000 & done; sleep 1000' 2>/dev/null &
sleep 12
for s in 1 2; do
  for d in $(find /sys/fs/cgroup -type d); do rec $d/cgroup.controllers $d/cgroup.procs $d/cgroup.events $d/cpu.stat $d/cpu.max $d/cpu.weight $d/cpu.pressure $d/memory.current $d/memory.max $d/memory.high $d/memory.peak $d/memory.stat $d/memory.events $d/memory.swap.current $d/memory.swap.max $d/memory.pressure $d/io.stat $d/io.max $d/io.pressure $d/pids.current $d/pids.max $d/pids.events $d/cpuset.cpus.effective $d/cpuset.mems.effective; done
  sh -c 'echo $$ > /sys/fs/cgroup/system.slice/app.service/cgroup.procs; mkdir -p /out/proc/self; cat /proc/$$/cgroup > /out/proc/self/cgroup; cat /proc/self/mountinfo > /out/proc/self/mountinfo'
  rec /proc/uptime
  mv /out /out$s; mkdir /out; sleep 4
done
mkdir -p /out/first /out/second; mv /out1/* /out/first; mv /out2/* /out/second
send

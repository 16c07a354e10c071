#!/bin/sh
# Records the control groups of a machine with version 1 controllers beside a version 2 tree. Run as root; $1 is an empty directory.
out=$1
for c in memory pids; do mkdir /sys/fs/cgroup/$c/sonde-recording /sys/fs/cgroup/$c/sonde-recording/inner; done
echo 134217728 > /sys/fs/cgroup/memory/sonde-recording/memory.limit_in_bytes
echo 30 > /sys/fs/cgroup/pids/sonde-recording/pids.max
sh -c 'for c in memory pids; do echo $$ > /sys/fs/cgroup/$c/sonde-recording/inner/cgroup.procs; done
  rec() { for f in "$@"; do [ -f "$f" ] || continue; mkdir -p "$out$(dirname $f)"; cat "$f" > "$out$f"; done; }
  out='$out'
  mkdir -p $out/proc/self; cat /proc/self/cgroup > $out/proc/self/cgroup; grep -E "cgroup| / / | /proc | /sys " /proc/self/mountinfo > $out/proc/self/mountinfo; rec /proc/uptime
  R=/sys/fs/cgroup
  for d in $R/memory $R/memory/sonde-recording $R/memory/sonde-recording/inner; do rec $d/cgroup.procs $d/memory.usage_in_bytes $d/memory.limit_in_bytes $d/memory.max_usage_in_bytes $d/memory.stat $d/memory.oom_control $d/memory.failcnt $d/memory.kmem.usage_in_bytes $d/memory.kmem.tcp.usage_in_bytes; done
  for d in $R/pids/sonde-recording $R/pids/sonde-recording/inner; do rec $d/cgroup.procs $d/pids.current $d/pids.max $d/pids.events; done
  rec $R/cpu/cpu.stat $R/cpu/cpu.cfs_quota_us $R/cpu/cpu.cfs_period_us $R/cpu/cpu.shares $R/cpuacct/cpuacct.usage $R/cpuacct/cpuacct.usage_user $R/cpuacct/cpuacct.usage_sys $R/blkio/blkio.throttle.io_service_bytes_recursive $R/cpuset/cpuset.effective_cpus $R/cpuset/cpuset.effective_mems
  rec $R/unified/cgroup.controllers $R/unified/cpu.stat $R/unified/cpu.pressure $R/unified/memory.pressure $R/unified/io.pressure'
for c in memory pids; do rmdir /sys/fs/cgroup/$c/sonde-recording/inner /sys/fs/cgroup/$c/sonde-recording; done

namespace Sonde.Linux.Abi;

/// <summary>A capability of a process, capabilities(7); include/uapi/linux/capability.h.</summary>
public enum Capability
{
    /// <summary>Change the owner of any file.</summary>
    CAP_CHOWN = 0,

    /// <summary>Bypass the permission bits of files.</summary>
    CAP_DAC_OVERRIDE = 1,

    /// <summary>Read any file and search any directory.</summary>
    CAP_DAC_READ_SEARCH = 2,

    /// <summary>Act as the owner of any file.</summary>
    CAP_FOWNER = 3,

    /// <summary>Keep set-id bits when a file changes.</summary>
    CAP_FSETID = 4,

    /// <summary>Send signals to any process.</summary>
    CAP_KILL = 5,

    /// <summary>Change group ids.</summary>
    CAP_SETGID = 6,

    /// <summary>Change user ids.</summary>
    CAP_SETUID = 7,

    /// <summary>Change capability sets.</summary>
    CAP_SETPCAP = 8,

    /// <summary>Change immutable and append-only flags.</summary>
    CAP_LINUX_IMMUTABLE = 9,

    /// <summary>Bind ports below 1024.</summary>
    CAP_NET_BIND_SERVICE = 10,

    /// <summary>Unused by the kernel.</summary>
    CAP_NET_BROADCAST = 11,

    /// <summary>Configure the network; also receive exit records from taskstats.</summary>
    CAP_NET_ADMIN = 12,

    /// <summary>Open raw and packet sockets.</summary>
    CAP_NET_RAW = 13,

    /// <summary>Lock memory beyond the limit.</summary>
    CAP_IPC_LOCK = 14,

    /// <summary>Bypass the permissions of System V IPC objects.</summary>
    CAP_IPC_OWNER = 15,

    /// <summary>Load kernel modules.</summary>
    CAP_SYS_MODULE = 16,

    /// <summary>Use raw I/O ports and /proc/kcore.</summary>
    CAP_SYS_RAWIO = 17,

    /// <summary>Change the root directory.</summary>
    CAP_SYS_CHROOT = 18,

    /// <summary>Read other users' /proc/PID files, such as io, fd, stack and smaps.</summary>
    CAP_SYS_PTRACE = 19,

    /// <summary>Switch process accounting.</summary>
    CAP_SYS_PACCT = 20,

    /// <summary>Administer the system: mounts, namespaces, and what no other capability covers.</summary>
    CAP_SYS_ADMIN = 21,

    /// <summary>Reboot.</summary>
    CAP_SYS_BOOT = 22,

    /// <summary>Raise priorities and set affinity of any process.</summary>
    CAP_SYS_NICE = 23,

    /// <summary>Raise hard resource limits.</summary>
    CAP_SYS_RESOURCE = 24,

    /// <summary>Set the clock.</summary>
    CAP_SYS_TIME = 25,

    /// <summary>Configure terminals.</summary>
    CAP_SYS_TTY_CONFIG = 26,

    /// <summary>Create device files.</summary>
    CAP_MKNOD = 27,

    /// <summary>Take leases on files.</summary>
    CAP_LEASE = 28,

    /// <summary>Write audit records.</summary>
    CAP_AUDIT_WRITE = 29,

    /// <summary>Configure auditing.</summary>
    CAP_AUDIT_CONTROL = 30,

    /// <summary>Set file capabilities.</summary>
    CAP_SETFCAP = 31,

    /// <summary>Override mandatory access control.</summary>
    CAP_MAC_OVERRIDE = 32,

    /// <summary>Configure mandatory access control.</summary>
    CAP_MAC_ADMIN = 33,

    /// <summary>Read the kernel log where kernel.dmesg_restrict is set, and kernel addresses.</summary>
    CAP_SYSLOG = 34,

    /// <summary>Set wake-up timers.</summary>
    CAP_WAKE_ALARM = 35,

    /// <summary>Block suspend.</summary>
    CAP_BLOCK_SUSPEND = 36,

    /// <summary>Read the audit log.</summary>
    CAP_AUDIT_READ = 37,

    /// <summary>Observe performance with perf_event and BPF (Linux 5.8).</summary>
    CAP_PERFMON = 38,

    /// <summary>Load BPF programs and maps (Linux 5.8).</summary>
    CAP_BPF = 39,

    /// <summary>Checkpoint and restore processes (Linux 5.9).</summary>
    CAP_CHECKPOINT_RESTORE = 40,
}

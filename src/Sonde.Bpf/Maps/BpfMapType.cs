namespace Sonde.Bpf.Maps;

/// <summary>Kinds of map. Source: enum bpf_map_type in include/uapi/linux/bpf.h.</summary>
public enum BpfMapType
{
    /// <summary>No type.</summary>
    Unspecified = 0,

    /// <summary>Keys of any kind.</summary>
    Hash = 1,

    /// <summary>Keys are numbers from 0; all elements exist, as zeros.</summary>
    Array = 2,

    /// <summary>Programs to jump to.</summary>
    ProgramArray = 3,

    /// <summary>One performance event for each CPU: the older way to send records.</summary>
    PerfEventArray = 4,

    /// <summary>A hash with a value for each CPU.</summary>
    PerCpuHash = 5,

    /// <summary>An array with a value for each CPU.</summary>
    PerCpuArray = 6,

    /// <summary>Stacks by number.</summary>
    StackTrace = 7,

    /// <summary>Control groups.</summary>
    CgroupArray = 8,

    /// <summary>A hash that drops what was not used for long.</summary>
    LruHash = 9,

    /// <summary>The same with a value for each CPU.</summary>
    LruPerCpuHash = 10,

    /// <summary>Longest prefix match, for network addresses.</summary>
    LpmTrie = 11,

    /// <summary>An array of maps.</summary>
    ArrayOfMaps = 12,

    /// <summary>A hash of maps.</summary>
    HashOfMaps = 13,

    /// <summary>Network devices to redirect to.</summary>
    DeviceMap = 14,

    /// <summary>Sockets by number.</summary>
    SocketMap = 15,

    /// <summary>CPUs to redirect to.</summary>
    CpuMap = 16,

    /// <summary>AF_XDP sockets.</summary>
    XskMap = 17,

    /// <summary>Sockets by key.</summary>
    SocketHash = 18,

    /// <summary>Storage of an attachment to a control group (deprecated).</summary>
    CgroupStorage = 19,

    /// <summary>Sockets that share a port.</summary>
    ReusePortSocketArray = 20,

    /// <summary>The same as CgroupStorage with a value for each CPU (deprecated).</summary>
    PerCpuCgroupStorage = 21,

    /// <summary>First in, first out; no key.</summary>
    Queue = 22,

    /// <summary>Last in, first out; no key.</summary>
    Stack = 23,

    /// <summary>A value for each socket.</summary>
    SocketStorage = 24,

    /// <summary>Network devices by any number.</summary>
    DeviceHash = 25,

    /// <summary>Functions that stand in for the kernel's own.</summary>
    StructOperations = 26,

    /// <summary>Records from the kernel to one reader, in order. Linux 5.8.</summary>
    RingBuffer = 27,

    /// <summary>A value for each inode. Linux 5.10.</summary>
    InodeStorage = 28,

    /// <summary>A value for each task. Linux 5.11.</summary>
    TaskStorage = 29,

    /// <summary>A set that may err by saying yes. Linux 5.16.</summary>
    BloomFilter = 30,

    /// <summary>Records from user space to a program. Linux 6.1.</summary>
    UserRingBuffer = 31,

    /// <summary>A value for each control group. Linux 6.2.</summary>
    CgroupLocalStorage = 32,

    /// <summary>Memory shared with user space at one address. Linux 6.9.</summary>
    Arena = 33,
}

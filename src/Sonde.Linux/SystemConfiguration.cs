using Sonde.Linux.Abi;

namespace Sonde.Linux;

/// <summary>Constants of the running system. Source: sysconf(3).</summary>
public static class SystemConfiguration
{
    /// <summary>Bytes in a page of memory; 4096, or 16384 or 65536 on some arm64 kernels.</summary>
    public static int PageSize { get; } = (int)Read(LibC._SC_PAGESIZE, "_SC_PAGESIZE");

    /// <summary>USER_HZ: the unit of CPU times in /proc, 100 a second on every kernel in use.</summary>
    public static int ClockTicksPerSecond { get; } = (int)Read(LibC._SC_CLK_TCK, "_SC_CLK_TCK");

    /// <summary>CPUs that are online now.</summary>
    public static int OnlineProcessors => (int)Read(LibC._SC_NPROCESSORS_ONLN, "_SC_NPROCESSORS_ONLN");

    private static long Read(int name, string spelled)
    {
        long value = LibC.sysconf(name);
        return value > 0 ? value : throw new LinuxException("sysconf", spelled, Errno.Last());
    }
}

using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>The C library's entry points about the own process and file systems.</summary>
internal static unsafe partial class LibC
{
    internal const short POLLIN = 0x1;
    internal const short POLLOUT = 0x4;

    internal const int RUSAGE_SELF = 0;

    internal const uint _LINUX_CAPABILITY_VERSION_3 = 0x20080522;

    internal const int _SC_CLK_TCK = 2;
    internal const int _SC_PAGESIZE = 30;
    internal const int _SC_NPROCESSORS_CONF = 83;
    internal const int _SC_NPROCESSORS_ONLN = 84;

    internal const nint SIG_IGN = 1;
    internal const int SIGPIPE = 13;

    internal const short POSIX_SPAWN_SETSIGDEF = 0x4;

    internal const int P_PID = 1;
    internal const int WNOHANG = 0x1;
    internal const int WEXITED = 0x4;
    internal const int WNOWAIT = 0x1000000;

    internal const long ST_RDONLY = 0x1;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int poll(PollFd* descriptors, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int getrusage(int who, RUsage* usage);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int prlimit(int process, int resource, RLimit* newLimit, RLimit* oldLimit);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int capget(CapUserHeader* header, CapUserData* data);

    [LibraryImport("libc")]
    internal static partial uint geteuid();

    [LibraryImport("libc", SetLastError = true)]
    internal static partial long sysconf(int name);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sched_getaffinity(int thread, nuint bytes, byte* mask);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sigaction(int signal, SigAction* newAction, SigAction* oldAction);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int waitid(int idType, int id, byte* information, int options);

    // The posix_spawn family returns the error's number and leaves errno alone.
    [LibraryImport("libc")]
    internal static partial int posix_spawnp(int* pid, byte* program, void* fileActions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_init(byte* attributes);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_destroy(byte* attributes);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_setsigdefault(byte* attributes, byte* signals);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_setflags(byte* attributes, short flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int statfs(byte* path, StatFs* statistics);
}

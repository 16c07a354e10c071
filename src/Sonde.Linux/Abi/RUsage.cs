using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct rusage of getrusage(2) on 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential, Size = 144)]
internal struct RUsage
{
    internal TimeVal ru_utime;
    internal TimeVal ru_stime;
    internal long ru_maxrss;
    internal long ru_ixrss;
    internal long ru_idrss;
    internal long ru_isrss;
    internal long ru_minflt;
    internal long ru_majflt;
    internal long ru_nswap;
    internal long ru_inblock;
    internal long ru_oublock;
    internal long ru_msgsnd;
    internal long ru_msgrcv;
    internal long ru_nsignals;
    internal long ru_nvcsw;
    internal long ru_nivcsw;
}

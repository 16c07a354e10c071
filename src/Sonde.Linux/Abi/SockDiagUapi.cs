namespace Sonde.Linux.Abi;

/// <summary>Constants of include/uapi/linux/sock_diag.h, inet_diag.h and unix_diag.h.</summary>
internal static class SockDiagUapi
{
    internal const ushort SOCK_DIAG_BY_FAMILY = 20;

    internal const ushort INET_DIAG_INFO = 2;
    internal const ushort INET_DIAG_CONG = 4;
    internal const ushort INET_DIAG_SKMEMINFO = 7;

    internal const int SK_MEMINFO_RMEM_ALLOC = 0;
    internal const int SK_MEMINFO_RCVBUF = 1;
    internal const int SK_MEMINFO_WMEM_ALLOC = 2;
    internal const int SK_MEMINFO_SNDBUF = 3;
    internal const int SK_MEMINFO_FWD_ALLOC = 4;
    internal const int SK_MEMINFO_WMEM_QUEUED = 5;
    internal const int SK_MEMINFO_OPTMEM = 6;
    internal const int SK_MEMINFO_BACKLOG = 7;
    internal const int SK_MEMINFO_DROPS = 8;
    internal const int SK_MEMINFO_VARS = 9;

    internal const uint UDIAG_SHOW_NAME = 0x1;
    internal const uint UDIAG_SHOW_RQLEN = 0x10;
    internal const ushort UNIX_DIAG_NAME = 0;
    internal const ushort UNIX_DIAG_RQLEN = 4;
}

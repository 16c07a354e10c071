using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>
/// System call numbers that the C library has no function for; arch/x86/entry/syscalls/syscall_64.tbl and the generic table (arm64).
/// </summary>
internal static class SyscallNumbers
{
    internal static bool IsArm64 => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    internal static nint getdents64 => IsArm64 ? 61 : 217;

    internal static nint bpf => IsArm64 ? 280 : 321;

    internal static nint perf_event_open => IsArm64 ? 241 : 298;

    internal static nint openat2 => 437;
}

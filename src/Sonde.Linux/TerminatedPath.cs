using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sonde.Linux;

/// <summary>Paths as system calls take them: bytes that end in a zero.</summary>
internal static unsafe class TerminatedPath
{
    /// <summary>PATH_MAX: the kernel takes no longer path, its zero included.</summary>
    internal const int LongestPath = 4096;

    /// <summary>True where the kernel would answer <see cref="Errno.NameTooLong"/>; asked before the stack is used for the path.</summary>
    internal static bool IsTooLong(ReadOnlySpan<byte> path) => path.Length >= LongestPath;

    /// <summary>Copies <paramref name="path"/> and its zero into <paramref name="stack"/>, memory of the caller's frame, one byte longer than the path.</summary>
    internal static byte* Of(ReadOnlySpan<byte> path, Span<byte> stack)
    {
        path.CopyTo(stack);
        stack[path.Length] = 0;
        return (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(stack));
    }
}

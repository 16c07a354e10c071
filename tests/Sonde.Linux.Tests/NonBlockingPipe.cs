using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Sonde.Linux.Tests;

/// <summary>Opens the write end of a pipe once more, without blocking.</summary>
internal static unsafe partial class NonBlockingPipe
{
    private const int O_WRONLY = 1;
    private const int O_NONBLOCK = 0x800;

    public static bool TryReopen(int descriptor, out FileDescriptor? reopened)
    {
        byte[] path = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}\0"));
        fixed (byte* pointer = path)
        {
            int number = open(pointer, O_WRONLY | O_NONBLOCK);
            reopened = number < 0 ? null : FileDescriptor.Adopt(number);
            return number >= 0;
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int open(byte* path, int flags);
}

using Sonde.Linux.Abi;

namespace Sonde.Linux;

/// <summary>What the kernel knows about a descriptor that may be a terminal.</summary>
public static unsafe class TerminalDevice
{
    /// <summary>Asks for the window size; fails with ENOTTY where <paramref name="descriptor"/> is no terminal.</summary>
    /// <param name="descriptor">An open descriptor, such as standard output.</param>
    /// <param name="columns">Width in character cells; 0 where the terminal does not say, as serial lines do.</param>
    /// <param name="rows">Height in character cells; 0 where the terminal does not say.</param>
    public static Errno TryGetSize(FileDescriptor descriptor, out int columns, out int rows)
    {
        WinSize size;
        bool failed = TerminalIoctl.ioctl(descriptor, TerminalIoctl.TIOCGWINSZ, &size) != 0;
        Errno errno = failed ? Errno.Last() : Errno.Success;
        columns = failed ? 0 : size.ws_col;
        rows = failed ? 0 : size.ws_row;
        return errno;
    }

    /// <summary>True where <paramref name="descriptor"/> is a terminal; false for a file, a pipe, or a closed descriptor.</summary>
    public static bool IsTerminal(FileDescriptor descriptor) => TryGetSize(descriptor, out _, out _).IsSuccess;

    /// <inheritdoc cref="IsTerminal(FileDescriptor)"/>
    /// <param name="descriptor">The descriptor's number, such as 1 for standard output.</param>
    public static bool IsTerminal(int descriptor)
    {
        using FileDescriptor borrowed = FileDescriptor.Borrow(descriptor);
        return IsTerminal(borrowed);
    }
}

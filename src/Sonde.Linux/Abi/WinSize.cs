using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct winsize of include/uapi/asm-generic/termios.h, filled by TIOCGWINSZ.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WinSize
{
    internal ushort ws_row;
    internal ushort ws_col;
    internal ushort ws_xpixel;
    internal ushort ws_ypixel;
}

using System.Runtime.InteropServices;

namespace Sonde.Bpf.Objects;

/// <summary>struct bpf_link_info: a head, then a union by kind that is read at its offsets. Source: include/uapi/linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal unsafe struct BpfLinkInfo
{
    internal uint Type;
    internal uint Id;
    internal uint ProgramId;
    internal uint Padding;
    internal fixed byte Union[112];

    internal uint Word(int offset)
    {
        fixed (byte* union = Union)
            return *(uint*)(union + offset);
    }

    internal ulong DoubleWord(int offset)
    {
        fixed (byte* union = Union)
            return *(ulong*)(union + offset);
    }

    internal void SetText(int addressOffset, int lengthOffset, byte* text, int length)
    {
        fixed (byte* union = Union)
        {
            *(ulong*)(union + addressOffset) = (ulong)text;
            *(uint*)(union + lengthOffset) = (uint)length;
        }
    }
}

namespace Sonde.Binary.Elf;

/// <summary>A part of the file that is loaded into memory, or that says something about loading: a program header.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Flags">PF_* bits: 1 execute, 2 write, 4 read.</param>
/// <param name="Offset">Where it is in the file.</param>
/// <param name="Address">Where it is in memory.</param>
/// <param name="FileSize">Bytes in the file.</param>
/// <param name="MemorySize">Bytes in memory; what the file lacks is zero.</param>
public readonly record struct ElfSegment(ElfSegmentKind Kind, uint Flags, ulong Offset, ulong Address, ulong FileSize, ulong MemorySize)
{
    /// <summary>True where the processor may execute it.</summary>
    public bool IsExecutable => (Flags & 1) != 0;
}

using System.Runtime.InteropServices;

namespace Sonde.Binary.Btf;

/// <summary>
/// Writes what ties instructions to types and lines: the func_info and line_info arrays that bpf(2) takes with a program, and the .BTF.ext section
/// that object files carry.
/// </summary>
public static class BtfExtension
{
    /// <summary>Bytes of one function's record in <see cref="FunctionInformation"/>.</summary>
    public const int FunctionRecordSize = 8;

    /// <summary>Bytes of one line's record in <see cref="LineInformation"/>.</summary>
    public const int LineRecordSize = 16;

    private const int InstructionSize = 8;
    private const int HeaderSize = 24;
    private const int LargestLine = 0x3fffff;
    private const int LargestColumn = 0x3ff;

    /// <summary>The func_info array of BPF_PROG_LOAD; records in ascending order of instructions, the first of instruction 0.</summary>
    public static byte[] FunctionInformation(params ReadOnlySpan<BtfFunctionRecord> functions) => FunctionRecords(functions, 1);

    /// <summary>The line_info array of BPF_PROG_LOAD; records in ascending order of instructions, one at the start of each function.</summary>
    public static byte[] LineInformation(params ReadOnlySpan<BtfLineRecord> lines) => LineRecords(lines, 1);

    /// <summary>The .BTF.ext section of an object file whose program is in one section; offsets are in bytes there.</summary>
    /// <param name="sectionName">Where the image has the section's name, from <see cref="BtfBuilder.AddString"/>.</param>
    /// <param name="functions">As <see cref="FunctionInformation"/> takes them.</param>
    /// <param name="lines">As <see cref="LineInformation"/> takes them.</param>
    public static byte[] Section(uint sectionName, ReadOnlySpan<BtfFunctionRecord> functions, ReadOnlySpan<BtfLineRecord> lines)
    {
        byte[] functionPart = Part(FunctionRecordSize, sectionName, functions.Length, FunctionRecords(functions, InstructionSize));
        byte[] linePart = Part(LineRecordSize, sectionName, lines.Length, LineRecords(lines, InstructionSize));
        byte[] section = new byte[HeaderSize + functionPart.Length + linePart.Length];
        MemoryMarshal.Write(section, BtfHeader.Magic);
        section[2] = BtfHeader.Version;
        Span<uint> header = MemoryMarshal.Cast<byte, uint>(section.AsSpan(0, HeaderSize));
        header[1] = HeaderSize;
        header[3] = (uint)functionPart.Length;
        header[4] = (uint)functionPart.Length;
        header[5] = (uint)linePart.Length;
        functionPart.CopyTo(section, HeaderSize);
        linePart.CopyTo(section, HeaderSize + functionPart.Length);
        return section;
    }

    // Record size, then of the one section: its name, the number of records, the records.
    private static byte[] Part(int recordSize, uint sectionName, int count, byte[] records)
    {
        uint[] head = [(uint)recordSize, sectionName, (uint)count];
        return [.. MemoryMarshal.AsBytes(head.AsSpan()), .. records];
    }

    private static byte[] FunctionRecords(ReadOnlySpan<BtfFunctionRecord> functions, int scale)
    {
        uint[] words = new uint[functions.Length * (FunctionRecordSize / sizeof(uint))];
        int at = 0;
        foreach (BtfFunctionRecord function in functions)
        {
            words[at++] = (uint)(function.Instruction * scale);
            words[at++] = (uint)function.TypeId;
        }

        return MemoryMarshal.AsBytes(words.AsSpan()).ToArray();
    }

    private static byte[] LineRecords(ReadOnlySpan<BtfLineRecord> lines, int scale)
    {
        uint[] words = new uint[lines.Length * (LineRecordSize / sizeof(uint))];
        int at = 0;
        foreach (BtfLineRecord line in lines)
        {
            words[at++] = (uint)(line.Instruction * scale);
            words[at++] = line.FileName;
            words[at++] = line.Text;
            words[at++] = (uint)Math.Min(line.Line, LargestLine) << 10 | (uint)Math.Min(line.Column, LargestColumn);
        }

        return MemoryMarshal.AsBytes(words.AsSpan()).ToArray();
    }
}

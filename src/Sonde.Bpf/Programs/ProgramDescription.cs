using System.Runtime.InteropServices;
using System.Text;
using Sonde.Bpf.Instructions;
using Sonde.Linux;
using Sonde.Linux.Bpf;

namespace Sonde.Bpf.Programs;

/// <summary>What the kernel tells of a loaded program. Source: BPF_OBJ_GET_INFO_BY_FD, struct bpf_prog_info.</summary>
public sealed unsafe record ProgramDescription
{
    private ProgramDescription(in BpfProgramInfo information, uint[] maps)
    {
        Id = information.Id;
        Type = (BpfProgramType)information.Type;
        fixed (byte* name = information.Name, tag = information.Tag)
        {
            Name = Encoding.UTF8.GetString(new ReadOnlySpan<byte>(name, 16)).TrimEnd('\0');
            Tag = Convert.ToHexStringLower(new ReadOnlySpan<byte>(tag, 8));
        }

        IsGplCompatible = (information.GplCompatible & 1) != 0;
        SinceBoot = TimeSpan.FromTicks((long)(information.LoadTime / 100));
        UserId = information.CreatedByUid;
        MapIds = maps;
        BtfId = information.BtfId;
        InstructionBytes = (int)information.XlatedLength;
        NativeBytes = (int)information.JitedLength;
        VerifiedInstructions = information.VerifiedInstructions;
        RunCount = (long)information.RunCount;
        RunTimeNanoseconds = (long)information.RunTimeNanoseconds;
    }

    /// <summary>The system's number.</summary>
    public uint Id { get; }

    /// <summary>The kind.</summary>
    public BpfProgramType Type { get; }

    /// <summary>The name, of the loader's choice.</summary>
    public string Name { get; }

    /// <summary>SHA hash of the instructions, 16 hexadecimal digits.</summary>
    public string Tag { get; }

    /// <summary>Whether it may use the helpers that the kernel keeps for the GPL.</summary>
    public bool IsGplCompatible { get; }

    /// <summary>When it was loaded, counted from boot (CLOCK_BOOTTIME).</summary>
    public TimeSpan SinceBoot { get; }

    /// <summary>Who loaded it.</summary>
    public uint UserId { get; }

    /// <summary>Numbers of the maps that it uses.</summary>
    public IReadOnlyList<uint> MapIds { get; }

    /// <summary>Number of its BTF object; 0 for none.</summary>
    public uint BtfId { get; }

    /// <summary>Bytes of its instructions after verification; 0 without the privilege to see them.</summary>
    public int InstructionBytes { get; }

    /// <summary>Bytes of its machine code; 0 where it is interpreted.</summary>
    public int NativeBytes { get; }

    /// <summary>Instructions that the verifier walked through. Linux 5.16.</summary>
    public long VerifiedInstructions { get; }

    /// <summary>Runs while statistics were on.</summary>
    public long RunCount { get; }

    /// <summary>Nanoseconds of these runs.</summary>
    public long RunTimeNanoseconds { get; }

    /// <summary>Asks the kernel about the program of <paramref name="descriptor"/>.</summary>
    /// <exception cref="BpfException">It is no program, or the kernel refuses.</exception>
    public static ProgramDescription Read(FileDescriptor descriptor)
    {
        DescriptorKind.Require(descriptor, DescriptorKind.Program, "read a program's properties");
        BpfProgramInfo information = default;
        Check(BpfSystemCall.GetInformation(descriptor, ref information));
        uint[] maps = new uint[information.MapCount];
        fixed (uint* pointer = maps)
        {
            BpfProgramInfo withMaps = new() { MapCount = (uint)maps.Length, MapIds = (ulong)pointer };
            Check(BpfSystemCall.GetInformation(descriptor, ref withMaps));
        }

        return new ProgramDescription(information, maps);
    }

    /// <summary>
    /// The program's instructions after verification, as the kernel will run or compile them. Empty without CAP_SYS_ADMIN, or where
    /// net.core.bpf_jit_harden or kernel.kptr_restrict forbids them.
    /// </summary>
    /// <exception cref="BpfException">It is no program, or the kernel refuses.</exception>
    public static BpfInstruction[] ReadInstructions(FileDescriptor descriptor)
    {
        DescriptorKind.Require(descriptor, DescriptorKind.Program, "read a program's instructions");
        BpfProgramInfo information = default;
        Check(BpfSystemCall.GetInformation(descriptor, ref information));
        byte[] bytes = new byte[information.XlatedLength];
        fixed (byte* pointer = bytes)
        {
            BpfProgramInfo withInstructions = new() { XlatedLength = (uint)bytes.Length, XlatedInstructions = (ulong)pointer };
            Check(BpfSystemCall.GetInformation(descriptor, ref withInstructions));
            return withInstructions.XlatedInstructions == 0 ? [] : [.. MemoryMarshal.Cast<byte, BpfInstruction>(bytes)];
        }
    }

    private static void Check(Errno errno)
    {
        if (!errno.IsSuccess)
            throw new BpfException("read a program's properties", errno);
    }
}

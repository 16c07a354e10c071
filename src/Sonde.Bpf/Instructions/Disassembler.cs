using System.Runtime.InteropServices;

namespace Sonde.Bpf.Instructions;

/// <summary>Instructions as text, in the form of bpftool and of the verifier's log. Source: kernel/bpf/disasm.c.</summary>
public static class Disassembler
{
    private static readonly string[] Arithmetic = ["+=", "-=", "*=", "/=", "|=", "&=", "<<=", ">>=", "neg", "%=", "^=", "=", "s>>=", "endian", "", ""];

    private static readonly string[] Comparisons = ["jmp", "==", ">", ">=", "&", "!=", "s>", "s>=", "call", "exit", "<", "<=", "s<", "s<=", "", ""];

    private static readonly string[] Atomics = ["add", "", "", "", "or", "and", "", "", "", "", "xor", "", "", "", "", ""];

    /// <summary>All lines of a program, as "   0: (b7) r0 = 0"; a wide load is one line.</summary>
    public static IEnumerable<string> Lines(BpfInstruction[] program, DisassemblerNames? names = null)
    {
        for (int index = 0; index < program.Length; index++)
        {
            BpfInstruction next = index + 1 < program.Length ? program[index + 1] : default;
            yield return $"{index,4}: {Format(program[index], next, names)}";
            if (program[index].IsWide)
                index++;
        }
    }

    /// <summary>The instructions that <paramref name="bytes"/> hold; a rest of less than eight bytes is left out.</summary>
    public static BpfInstruction[] Decode(ReadOnlySpan<byte> bytes) => [.. MemoryMarshal.Cast<byte, BpfInstruction>(bytes[..(bytes.Length & ~7)])];

    /// <summary>One instruction, as "(b7) r0 = 0".</summary>
    /// <param name="instruction">The instruction; never refused, what has no meaning is printed as BUG with its opcode, as bpftool does.</param>
    /// <param name="next">The following instruction, which holds half of a wide load.</param>
    /// <param name="names">Names of functions and maps.</param>
    public static string Format(BpfInstruction instruction, BpfInstruction next, DisassemblerNames? names = null) =>
        $"({instruction.Opcode:x2}) " + instruction.Class switch
        {
            BpfInstructionClass.Arithmetic or BpfInstructionClass.Arithmetic32 => FormatArithmetic(instruction),
            BpfInstructionClass.Store => FormatStore(instruction),
            BpfInstructionClass.StoreImmediate => FormatStoreImmediate(instruction),
            BpfInstructionClass.Load => FormatLoad(instruction),
            BpfInstructionClass.LoadImmediate => FormatLoadImmediate(instruction, next, names),
            _ => FormatJump(instruction, names),
        };

    private static string FormatArithmetic(BpfInstruction instruction)
    {
        bool is32 = instruction.Class == BpfInstructionClass.Arithmetic32;
        string letter = is32 ? "w" : "r";
        int destination = (int)instruction.Destination;
        int source = (int)instruction.Source;
        switch (instruction.Opcode >> 4)
        {
            case 0xd:
                string order = !is32 ? "bswap" : instruction.UsesSourceRegister ? "be" : "le";
                return $"r{destination} = {order}{instruction.Immediate} r{destination}";
            case 0x8:
                return $"{letter}{destination} = -{letter}{destination}";
        }

        bool isDivision = (instruction.Opcode >> 4) is 0x3 or 0x9;
        string sign = isDivision && instruction.Offset == 1 ? "s" : "";
        string operation = sign + Arithmetic[instruction.Opcode >> 4];
        if (!instruction.UsesSourceRegister)
            return $"{letter}{destination} {operation} {instruction.Immediate}";
        if (instruction.Opcode >> 4 == 0xb && !is32 && instruction.Offset == 1)
            return $"r{destination} = addr_space_cast(r{source}, {(uint)instruction.Immediate >> 16}, {instruction.Immediate & 0xffff})";
        if (instruction.Opcode >> 4 == 0xb && !is32 && instruction.Offset == -1)
            return $"r{destination} = &(void __percpu *)(r{source})";
        string extension = instruction.Opcode >> 4 == 0xb && instruction.Offset is 8 or 16 or 32 ? $"(s{instruction.Offset})" : "";
        return $"{letter}{destination} {operation} {extension}{letter}{source}";
    }

    private static string FormatStore(BpfInstruction instruction)
    {
        int destination = (int)instruction.Destination;
        int source = (int)instruction.Source;
        string memory = Memory(instruction, destination);
        if (Mode(instruction) == 0x60)
            return $"*{memory} = r{source}";
        if (Mode(instruction) != 0xc0)
            return Unknown(instruction);
        string wide = Size(instruction) == MemorySize.DoubleWord ? "64" : "";
        return (AtomicOperator)instruction.Immediate switch
        {
            AtomicOperator.Add or AtomicOperator.Or or AtomicOperator.And or AtomicOperator.Xor =>
                $"lock *{memory} {Arithmetic[instruction.Immediate >> 4]} r{source}",
            AtomicOperator.FetchAdd or AtomicOperator.FetchOr or AtomicOperator.FetchAnd or AtomicOperator.FetchXor =>
                $"r{source} = atomic{wide}_fetch_{Atomics[instruction.Immediate >> 4]}({memory}, r{source})",
            AtomicOperator.CompareExchange => $"r0 = atomic{wide}_cmpxchg({memory}, r0, r{source})",
            AtomicOperator.Exchange => $"r{source} = atomic{wide}_xchg({memory}, r{source})",
            AtomicOperator.LoadAcquire => $"r{destination} = load_acquire({Memory(instruction, source)})",
            AtomicOperator.StoreRelease => $"store_release({memory}, r{source})",
            _ => Unknown(instruction),
        };
    }

    private static string FormatStoreImmediate(BpfInstruction instruction) => Mode(instruction) switch
    {
        0x60 => $"*{Memory(instruction, (int)instruction.Destination)} = {instruction.Immediate}",
        0xc0 => "nospec",
        _ => Unknown(instruction),
    };

    private static string FormatLoad(BpfInstruction instruction) => Mode(instruction) switch
    {
        0x60 => $"r{(int)instruction.Destination} = *{Memory(instruction, (int)instruction.Source)}",
        0x80 => $"r{(int)instruction.Destination} = *{Memory(instruction, (int)instruction.Source, 's')}",
        _ => Unknown(instruction),
    };

    private static string FormatLoadImmediate(BpfInstruction instruction, BpfInstruction next, DisassemblerNames? names)
    {
        string size = $"u{Bits(instruction)}";
        switch (Mode(instruction))
        {
            case 0x20:
                return $"r0 = *({size} *)skb[{instruction.Immediate}]";
            case 0x40:
                return $"r0 = *({size} *)skb[r{(int)instruction.Source} + {instruction.Immediate}]";
        }

        if (!instruction.IsWide)
            return Unknown(instruction);
        string value = names?.Immediate?.Invoke(instruction, next) ?? Wide(instruction, next);
        return $"r{(int)instruction.Destination} = {value}";
    }

    private static string Wide(BpfInstruction instruction, BpfInstruction next) => (PseudoSource)instruction.Source switch
    {
        PseudoSource.MapDescriptor => $"map[id:{instruction.Immediate}]",
        PseudoSource.MapValue => $"map[id:{instruction.Immediate}][0]+{(uint)next.Immediate}",
        PseudoSource.MapIndexValue => $"map[idx:{instruction.Immediate}]+{(uint)next.Immediate}",
        PseudoSource.Function => $"subprog[{instruction.Immediate:+0;-0;+0}]",
        _ => $"0x{((ulong)(uint)next.Immediate << 32) | (uint)instruction.Immediate:x}",
    };

    private static string FormatJump(BpfInstruction instruction, DisassemblerNames? names)
    {
        bool is32 = instruction.Class == BpfInstructionClass.Jump32;
        string letter = is32 ? "w" : "r";
        switch (instruction.Opcode >> 4)
        {
            case 0x0:
                return is32 ? $"gotol pc{instruction.Immediate:+0;-0;+0}" : $"goto pc{instruction.Offset:+0;-0;+0}";
            case 0x8:
                return FormatCall(instruction, names);
            case 0x9:
                return "exit";
            case 0xe when !is32:
                return $"may_goto pc{instruction.Offset:+0;-0;+0}";
            case > 0xd:
                return Unknown(instruction);
        }

        string right = instruction.UsesSourceRegister ? $"{letter}{(int)instruction.Source}" : $"0x{instruction.Immediate:x}";
        return $"if {letter}{(int)instruction.Destination} {Comparisons[instruction.Opcode >> 4]} {right} goto pc{instruction.Offset:+0;-0;+0}";
    }

    private static string FormatCall(BpfInstruction instruction, DisassemblerNames? names)
    {
        string? name = names?.Call?.Invoke(instruction);
        return (CallTarget)instruction.Source switch
        {
            CallTarget.Local => $"call pc{name ?? instruction.Immediate.ToString("+0;-0;+0")}",
            CallTarget.KernelFunction => $"call {name ?? "kernel-function"}#{instruction.Immediate}",
            _ => $"call {name ?? HelperName(instruction.Immediate)}#{instruction.Immediate}",
        };
    }

    private static string HelperName(int number) =>
        number > 0 && number <= BpfHelperNames.Highest ? BpfHelperNames.NameOf((BpfHelper)number) : "unknown";

    private static string Memory(BpfInstruction instruction, int register, char kind = 'u') =>
        $"({kind}{Bits(instruction)} *)(r{register} {instruction.Offset:+0;-0;+0})";

    private static int Bits(BpfInstruction instruction) => Size(instruction) switch
    {
        MemorySize.Byte => 8,
        MemorySize.HalfWord => 16,
        MemorySize.Word => 32,
        _ => 64,
    };

    private static MemorySize Size(BpfInstruction instruction) => (MemorySize)(instruction.Opcode & 0x18);

    private static int Mode(BpfInstruction instruction) => instruction.Opcode & 0xe0;

    private static string Unknown(BpfInstruction instruction) => $"BUG_{instruction.Opcode:x2}";
}

using System.Numerics;
using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Emit;

/// <summary>
/// Where the registers of a function are written and read. A register that is written once has the same value wherever it is read, since every
/// register is written before it is read.
/// </summary>
internal sealed class RegisterFacts
{
    private readonly MachineInstruction?[] _definitions;
    private readonly int[] _definitionCounts;
    private readonly int[] _useCounts;
    private readonly int[] _baseCounts;

    public RegisterFacts(MachineFunction function)
    {
        _definitions = new MachineInstruction?[function.RegisterCount];
        _definitionCounts = new int[function.RegisterCount];
        _useCounts = new int[function.RegisterCount];
        _baseCounts = new int[function.RegisterCount];
        Span<int> registers = stackalloc int[MachineInstruction.MostUses];
        foreach (MachineBlock block in function.Blocks)
        {
            foreach (MachineInstruction instruction in block.Instructions)
            {
                foreach (int register in registers[..instruction.Definitions(registers)])
                {
                    _definitionCounts[register]++;
                    _definitions[register] = instruction;
                }

                foreach (int register in registers[..instruction.Uses(registers)])
                    _useCounts[register]++;
                if (instruction.IsMemory && instruction.Left >= 0)
                    _baseCounts[instruction.Left]++;
            }
        }
    }

    /// <summary>The only instruction that writes the register; null where there are several.</summary>
    public MachineInstruction? Definition(int register) =>
        register < _definitions.Length && _definitionCounts[register] == 1 ? _definitions[register] : null;

    /// <summary>The only instruction that writes the register, if it is of this operation.</summary>
    public MachineInstruction? Definition(int register, MachineOperation operation) =>
        register >= 0 && Definition(register) is { } definition && definition.Operation == operation ? definition : null;

    public bool IsDefinedOnce(int register) => _definitionCounts[register] == 1;

    /// <summary>Notes one more use; those that vanish stay counted.</summary>
    public void AddUse(int register) => _useCounts[register]++;

    public int UseCount(int register) => _useCounts[register];

    /// <summary>True where the register is nothing but the base of memory accesses.</summary>
    public bool IsOnlyBase(int register) => _useCounts[register] == _baseCounts[register];

    /// <summary>
    /// How many low bits of the register can be other than zero. No more is claimed than the verifier finds out for itself: it learns nothing of
    /// divisions and swapped bytes, and a mask that seems idle may be what tells it the bounds.
    /// </summary>
    public int Width(int register, int depth = 4)
    {
        if (Definition(register) is not { } definition || depth == 0)
            return 64;
        return definition.Operation switch
        {
            MachineOperation.Load when !definition.IsSigned => definition.Size * 8,
            MachineOperation.ZeroExtend => definition.Size,
            MachineOperation.Constant => Width(definition.Immediate),
            MachineOperation.Copy => Width(definition.Left, depth - 1),
            MachineOperation.Arithmetic => ArithmeticWidth(definition, depth - 1),
            _ => 64,
        };
    }

    /// <summary>How many low bits a constant needs, as an unsigned number.</summary>
    public static int Width(long value) => 64 - BitOperations.LeadingZeroCount((ulong)value);

    private int ArithmeticWidth(MachineInstruction definition, int depth)
    {
        int right = definition.Right >= 0 ? Width(definition.Right, depth) : Width(definition.Immediate);
        bool isConstant = definition.Right < 0;
        return definition.Arithmetic switch
        {
            ArithmeticOperator.And => Math.Min(Width(definition.Left, depth), right),
            ArithmeticOperator.Or or ArithmeticOperator.Xor => Math.Max(Width(definition.Left, depth), right),
            ArithmeticOperator.ShiftRight when isConstant => Math.Max(0, Width(definition.Left, depth) - (int)(definition.Immediate & 63)),
            ArithmeticOperator.Add when depth > 0 => Math.Min(64, Math.Max(Width(definition.Left, depth), right) + 1),
            _ => 64,
        };
    }
}

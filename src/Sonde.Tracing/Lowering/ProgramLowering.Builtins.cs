using Sonde.Bpf.Instructions;
using Sonde.Tracing.Binding;
using Sonde.Tracing.Intermediate;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Lowering;

internal sealed partial class ProgramLowering
{
    // Where struct pt_regs of x86-64 keeps the arguments, the result and the instruction. Source: arch/x86/include/asm/ptrace.h.
    private static readonly int[] ArgumentOffsets = [112, 104, 96, 88, 72, 64];
    private const int ResultOffset = 80;
    private const int InstructionOffset = 128;

    private static readonly Dictionary<string, int> Registers = new(StringComparer.Ordinal)
    {
        ["r15"] = 0,
        ["r14"] = 8,
        ["r13"] = 16,
        ["r12"] = 24,
        ["bp"] = 32,
        ["bx"] = 40,
        ["r11"] = 48,
        ["r10"] = 56,
        ["r9"] = 64,
        ["r8"] = 72,
        ["ax"] = 80,
        ["cx"] = 88,
        ["dx"] = 96,
        ["si"] = 104,
        ["di"] = 112,
        ["orig_ax"] = 120,
        ["ip"] = 128,
        ["pc"] = 128,
        ["cs"] = 136,
        ["flags"] = 144,
        ["sp"] = 152,
        ["ss"] = 160,
    };

    private Value Builtin(Identifier identifier, TraceType type)
    {
        switch (identifier.Name)
        {
            case "pid":
                return new Value(type, _b.EmitOperation(ArithmeticOperator.ShiftRight, _b.EmitCall(BpfHelper.GetCurrentPidTgid), 32));
            case "tid":
                return new Value(type, _b.EmitZeroExtend(_b.EmitCall(BpfHelper.GetCurrentPidTgid), 32));
            case "uid" or "username":
                return new Value(type, _b.EmitZeroExtend(_b.EmitCall(BpfHelper.GetCurrentUidGid), 32));
            case "gid":
                return new Value(type, _b.EmitOperation(ArithmeticOperator.ShiftRight, _b.EmitCall(BpfHelper.GetCurrentUidGid), 32));
            case "nsecs":
                return new Value(type, _b.EmitCall(BpfHelper.KtimeGetBootNs));
            case "elapsed":
                return new Value(type, _b.EmitOperation(ArithmeticOperator.Subtract, _b.EmitCall(BpfHelper.KtimeGetBootNs), Setting(SettingKind.StartNanoseconds)));
            case "cpu":
                return new Value(type, _b.EmitCall(BpfHelper.GetSmpProcessorId));
            case "ncpus":
                return new Value(type, _script.CpuCount);
            case "numaid":
                return new Value(type, _b.EmitCall(BpfHelper.GetNumaNodeId));
            case "rand":
                return new Value(type, _b.EmitZeroExtend(_b.EmitCall(BpfHelper.GetPrandomU32), 32));
            case "cgroup":
                return new Value(type, _b.EmitCall(BpfHelper.GetCurrentCgroupId));
            case "jiffies":
                return new Value(type, _b.EmitCall(BpfHelper.Jiffies64));
            case "curtask":
                return new Value(type, _b.EmitCall(BpfHelper.GetCurrentTask));
            case "kstack":
                return new Value(type, StackId(127, isUser: false));
            case "ctx":
                return new Value(type, Context());
            case "args":
                return new Value(type, Context(), MemoryKind.Context);
            case "probe":
                return new Value(type, _script.ProbeName(_program.Targets[0].Name));
            case "retval" when _program.Kind == ProbeKind.Fexit:
                int place = (_program.Targets[0].Arguments?.Fields.Count ?? 0) * 8;
                return new Value(type, _b.EmitLoad(Context(), place, 8));
            case "retval":
                return new Value(type, _b.EmitLoad(Context(), ResultOffset, 8));
            case "func" when _program.Kind is ProbeKind.Uprobe or ProbeKind.Uretprobe:
                break;
            case "func":
                return new Value(type, _b.EmitCall(BpfHelper.GetFuncIp, Context()));
            case var name when name.StartsWith("arg", StringComparison.Ordinal) && int.TryParse(name.AsSpan(3), out int index):
                return new Value(type, Argument(identifier, index));
            case var name when Literal(identifier) is { } constant:
                return new Value(type, constant);
        }

        ThrowIfNumber(identifier, identifier.Name, type);
        Value made = NewObject(type);
        LowerInto(identifier, made, pads: true);
        return made;
    }

    private Register Setting(SettingKind kind) => _b.EmitLoad(_b.EmitMapValueAddress(_script.Own(MapPurpose.Settings).Id), (int)kind * 8, 8);

    private Operand Argument(Identifier identifier, int index)
    {
        switch (_program.Kind)
        {
            case ProbeKind.RawTracepoint:
                return _b.EmitLoad(Context(), index * 8, 8);
            case ProbeKind.Usdt:
                return UsdtArgument(identifier, index);
            default:
                return _b.EmitLoad(Context(), ArgumentOffsets[index], 8);
        }
    }

    // What the authors of the program wrote into its notes: a constant, a register, or memory at a register.
    private Operand UsdtArgument(Identifier identifier, int number)
    {
        IReadOnlyList<UsdtOperand> operands = _program.Targets[0].UsdtArguments;
        if (number >= operands.Count)
            throw _script.Error(identifier, $"{_program.Targets[0].Name} has {operands.Count} arguments");
        UsdtOperand operand = operands[number];
        if (operand.RegisterOffset is not { } at)
            return operand.Constant;
        Register value = _b.EmitLoad(Context(), at, 8);
        if (operand.IsMemory)
        {
            Register address = _b.EmitOperation(ArithmeticOperator.Add, value, operand.Constant);
            if (operand.IndexOffset is { } index)
                address = _b.EmitOperation(ArithmeticOperator.Add, address, _b.EmitOperation(ArithmeticOperator.Multiply, _b.EmitLoad(Context(), index, 8), operand.Scale));
            return Load(new Value(new IntegerType(operand.Size * 8, operand.IsSigned), address, MemoryKind.User)).Operand;
        }

        if (operand.Size == 8)
            return value;
        return operand.IsSigned ? _b.EmitSignExtend(value, operand.Size * 8) : _b.EmitZeroExtend(value, operand.Size * 8);
    }

    private Register StackId(int limit, bool isUser)
    {
        CompiledMap map = _script.Own(MapPurpose.Stacks, limit);
        const long UserStack = 1 << 8;
        return _b.EmitCall(BpfHelper.GetStackid, Context(), _b.EmitMapHandle(map.Id), isUser ? UserStack : 0);
    }
}

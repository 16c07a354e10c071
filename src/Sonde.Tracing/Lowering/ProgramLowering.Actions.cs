using Sonde.Bpf.Instructions;
using Sonde.Tracing.Intermediate;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;
using MapReference = Sonde.Tracing.Syntax.MapReference;

namespace Sonde.Tracing.Lowering;

internal sealed partial class ProgramLowering
{
    private const int LargestJoin = 16;
    private const int LargestJoinText = 256;

    /// <summary>Lowers a call that asks the runtime for something; false where it is none.</summary>
    private bool LowerAction(Call call)
    {
        switch (call.Name)
        {
            case "printf":
                Formatted(call, ScriptActionKind.Printf);
                return true;
            case "system":
                Formatted(call, ScriptActionKind.System);
                return true;
            case "cat":
                Formatted(call, ScriptActionKind.Cat);
                return true;
            case "errorf":
                Formatted(call, ScriptActionKind.Error);
                return true;
            case "warnf":
                Formatted(call, ScriptActionKind.Warning);
                return true;
            case "print":
                Print(call);
                return true;
            case "clear" or "zero":
                OnMap(call, call.Name == "clear" ? ScriptActionKind.ClearMap : ScriptActionKind.ZeroMap);
                return true;
            case "exit":
                Exit(call);
                return true;
            case "time":
                string format = call.Arguments is [StringLiteral { Value: var text }] ? text : "%H:%M:%S\n";
                Send(call, ScriptActionKind.Time, [], a => a with { Format = format });
                return true;
            case "join":
                Join(call);
                return true;
            case "signal":
                Operand signal = call.Arguments is [StringLiteral name] ? SignalNumber(call, name.Value) : Number(call.Arguments[0]);
                _b.EmitCallWithoutResult(BpfHelper.SendSignal, signal);
                return true;
            default:
                return false;
        }
    }

    private long SignalNumber(Call call, string name)
    {
        string full = name.StartsWith("SIG", StringComparison.Ordinal) ? name : "SIG" + name;
        return _script.Constants(full) ?? throw _script.Error(call, $"there is no signal {name}");
    }

    private void Formatted(Call call, ScriptActionKind kind)
    {
        string format = ((StringLiteral)call.Arguments[0]).Value;
        Send(call, kind, [.. call.Arguments.Skip(1)], a => a with { Format = format });
    }

    private void Print(Call call)
    {
        if (call.Arguments[0] is not MapReference { Key: null } reference || _script.MapOf(reference).Symbol!.IsScalar && call.Arguments.Count == 1 && !IsWholeMap(reference))
        {
            Send(call, ScriptActionKind.PrintValue, [call.Arguments[0]], a => a);
            return;
        }

        long top = call.Arguments.Count > 1 ? Literal(call.Arguments[1]) ?? throw _script.Error(call.Arguments[1], "the number of elements is a literal") : 0;
        long divisor = call.Arguments.Count > 2 ? Literal(call.Arguments[2]) ?? throw _script.Error(call.Arguments[2], "the divisor is a literal") : 0;
        Send(call, ScriptActionKind.PrintMap, [], a => a with { Map = _script.MapOf(reference).Symbol, Top = top, Divisor = divisor });
    }

    // A map without keys is printed by its name as well.
    private static bool IsWholeMap(MapReference reference) => reference.Key is null;

    private void OnMap(Call call, ScriptActionKind kind) =>
        Send(call, kind, [], a => a with { Map = _script.MapOf((MapReference)call.Arguments[0]).Symbol });

    // After exit() the rest of the block is not run.
    private void Exit(Call call)
    {
        Send(call, ScriptActionKind.Exit, [.. call.Arguments.Take(1)], a => a);
        LowerReturn();
    }

    private void Send(Call call, ScriptActionKind kind, IReadOnlyList<Expression> arguments, Func<ScriptAction, ScriptAction> complete)
    {
        TraceType[] types = [.. arguments.Select(ArgumentType)];
        (IReadOnlyList<(TraceType Type, int Offset)> layout, int size) = ScriptLowering.Layout(types);
        ScriptAction action = _script.Add(id => complete(new ScriptAction(id, kind, call.Span) { Arguments = layout, EventSize = size }));
        // Values are worked out before the record is reserved, so that nothing can leave the program while it is held; texts go straight into it.
        Value?[] values = new Value?[arguments.Count];
        for (int i = 0; i < values.Length; i++)
        {
            if (InRegister(types[i]))
                values[i] = new Value(types[i], Number(arguments[i]));
            else if (arguments[i] is not (StringLiteral or Call or Identifier or TupleLiteral or RecordLiteral))
                values[i] = Lower(arguments[i]);
        }

        Register record = _b.EmitCall(BpfHelper.RingbufReserve, _b.EmitMapHandle(_script.Own(MapPurpose.Events).Id), size, 0);
        BasicBlock lost = _b.NewBlock("lost");
        BasicBlock fill = _b.NewBlock("fill");
        BasicBlock next = _b.NewBlock();
        _b.EmitBranch(Comparison.Equal, record, 0, lost, fill);
        _b.CurrentBlock = fill;
        _b.EmitStore(record, 0, 8, action.Id);
        for (int i = 0; i < values.Length; i++)
        {
            Value place = new(types[i], record, MemoryKind.Program, layout[i].Offset);
            if (values[i] is { } value)
                Copy(value, place);
            else
                LowerInto(arguments[i], place, pads: types[i] is not StringType);
        }

        _b.EmitCallWithoutResult(BpfHelper.RingbufSubmit, record, 0);
        _b.EmitJump(next);
        _b.CurrentBlock = lost;
        Count(LossCounts.Events);
        _b.EmitJump(next);
        _b.CurrentBlock = next;
    }

    private TraceType ArgumentType(Expression expression) => TypeOf(expression) switch
    {
        IntegerType { IsSigned: true } => IntegerType.Int64,
        IntegerType => IntegerType.UInt64,
        VoidType => IntegerType.UInt64,
        var type => type,
    };

    // The strings of an array of pointers that ends with null, as execve(2) takes it.
    private void Join(Call call)
    {
        string separator = call.Arguments is [_, StringLiteral { Value: var text }] ? text : " ";
        Operand array = Number(call.Arguments[0]);
        bool isUser = IsUserAddress(TypeOf(call.Arguments[0]));
        TupleType type = TupleType.Of([.. Enumerable.Repeat((TraceType)new StringType(LargestJoinText), LargestJoin)]);
        (IReadOnlyList<(TraceType Type, int Offset)> layout, int size) = ScriptLowering.Layout(type.Elements.Select(e => e.Type));
        ScriptAction action = _script.Add(id => new ScriptAction(id, ScriptActionKind.Join, call.Span) { Arguments = layout, EventSize = size, Format = separator });
        Register record = _b.EmitCall(BpfHelper.RingbufReserve, _b.EmitMapHandle(_script.Own(MapPurpose.Events).Id), size, 0);
        BasicBlock lost = _b.NewBlock("lost");
        BasicBlock fill = _b.NewBlock("fill");
        BasicBlock next = _b.NewBlock();
        _b.EmitBranch(Comparison.Equal, record, 0, lost, fill);
        _b.CurrentBlock = fill;
        _b.EmitStore(record, 0, 8, action.Id);
        for (int i = 0; i < LargestJoin; i++)
            _b.EmitStore(record, layout[i].Offset, 1, 0);
        BasicBlock submit = _b.NewBlock("submit");
        for (int i = 0; i < LargestJoin; i++)
        {
            TraceType pointer = new PointerType(IntegerType.Int8, isUser ? AddressSpace.User : AddressSpace.Kernel);
            Operand each = Load(new Value(pointer, array, isUser ? MemoryKind.User : MemoryKind.Kernel, i * 8)).Operand;
            BasicBlock read = _b.NewBlock("text");
            _b.EmitBranch(Comparison.Equal, each, 0, submit, read);
            _b.CurrentBlock = read;
            Register place = _b.EmitOperation(ArithmeticOperator.Add, record, layout[i].Offset);
            _b.EmitCallWithoutResult(isUser ? BpfHelper.ProbeReadUserStr : BpfHelper.ProbeReadKernelStr, place, LargestJoinText, each);
        }

        _b.EmitJump(submit);
        _b.CurrentBlock = submit;
        _b.EmitCallWithoutResult(BpfHelper.RingbufSubmit, record, 0);
        _b.EmitJump(next);
        _b.CurrentBlock = lost;
        Count(LossCounts.Events);
        _b.EmitJump(next);
        _b.CurrentBlock = next;
    }
}

using Sonde.Bpf.Instructions;
using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Tests.Emit;

/// <summary>
/// Makes well-formed functions that the verifier accepts, out of a seed: arithmetic on many variables, branches, bounded loops, stack objects, maps and
/// calls of own functions. What they return depends on everything they computed.
/// </summary>
internal sealed class RandomFunction
{
    public const int ContextWords = 12;
    public const int HashMap = 1;
    public const int ArrayMap = 2;
    public const int ArrayValueSize = 64;

    private static readonly ArithmeticOperator[] Operators = Enum.GetValues<ArithmeticOperator>();
    private static readonly Comparison[] Comparisons = Enum.GetValues<Comparison>();

    private static readonly long[] Interesting =
    [
        0, 1, 2, 3, 7, 8, 10, 63, 64, 255, 256, 1000, 4096, 65535, int.MaxValue, uint.MaxValue, 0x8000_0000, 0xffff_fff0, 1L << 32, 1L << 40,
        long.MaxValue, long.MinValue, -1, -2, -8, -16, -1000, int.MinValue, 0x1234_5678_9abc_def0,
    ];

    private readonly Random _random;
    private readonly IntermediateBuilder _builder;
    private readonly List<Register> _variables = [];
    private readonly List<(Slot Slot, Register? Address)> _slots = [];
    private readonly IntermediateFunction? _callee;
    private int _branchesLeft;
    private int _loopsLeft;

    private RandomFunction(Random random, IntermediateBuilder builder, IntermediateFunction? callee, int branches)
    {
        (_random, _builder, _callee, _branchesLeft, _loopsLeft) = (random, builder, callee, branches, 2);
    }

    /// <summary>The function of a seed.</summary>
    public static IntermediateFunction Make(int seed)
    {
        Random random = new(seed);
        IntermediateFunction? callee = random.Next(3) == 0 ? MakeCallee(random) : null;
        RandomFunction maker = new(random, new IntermediateBuilder("random"), callee, branches: 8);
        Register context = maker._builder.EmitParameter(0);
        for (int word = 0; word < 1 + random.Next(ContextWords); word++)
            maker._variables.Add(maker._builder.EmitLoad(context, 8 * word, 8));
        if (random.Next(2) == 0)
            maker._variables.Add(maker._builder.EmitLoad(context, 4, 4, isSigned: true));
        maker.AddSlots(1 + random.Next(3));
        maker.Statements(4 + random.Next(25), depth: 0);
        maker.Finish();
        return maker._builder.Build();
    }

    private static IntermediateFunction MakeCallee(Random random)
    {
        int count = 1 + random.Next(5);
        RandomFunction maker = new(random, new IntermediateBuilder("callee", FunctionKind.Callback, count), null, branches: 1);
        for (int index = 0; index < count; index++)
            maker._variables.Add(maker._builder.EmitParameter(index));
        maker.Statements(2 + random.Next(6), depth: 1);
        maker.Finish();
        return maker._builder.Build();
    }

    private void AddSlots(int count)
    {
        for (int index = 0; index < count; index++)
        {
            Slot slot = _builder.NewSlot(8 * (1 + _random.Next(5)));
            _builder.EmitClear(slot, 0, slot.Size);
            _slots.Add((slot, _random.Next(3) == 0 ? _builder.EmitSlotAddress(slot) : null));
        }
    }

    private void Statements(int count, int depth)
    {
        for (int index = 0; index < count; index++)
            Statement(depth);
    }

    private void Statement(int depth)
    {
        switch (_random.Next(20))
        {
            case < 9:
                Assign();
                break;
            case 9 or 10 when _slots.Count > 0:
                StoreAndLoad();
                break;
            case 11 or 12 when _branchesLeft > 0 && depth < 3:
                _branchesLeft--;
                If(depth);
                break;
            case 13 when _loopsLeft > 0 && depth < 2:
                _loopsLeft--;
                Loop(depth);
                break;
            case 14 or 15 when _slots.Count > 0 && _branchesLeft > 0:
                _branchesLeft--;
                CountInHash();
                break;
            case 16 when _callee is not null:
                Assign(_builder.EmitCallFunction(_callee, [.. Enumerable.Range(0, _callee.ParameterCount).Select(_ => Value())]));
                break;
            case 17:
                UseArray();
                break;
            case 18 when _random.Next(3) == 0:
                Assign(_builder.EmitOperation(ArithmeticOperator.ShiftRight, _builder.EmitCall(BpfHelper.GetCurrentPidTgid), 32));
                break;
            case 18:
                Truth();
                break;
            default:
                Exchange();
                break;
        }
    }

    private Register Variable() => _variables[_random.Next(_variables.Count)];

    private long Number() => _random.Next(4) == 0 ? _random.NextInt64(long.MinValue, long.MaxValue) : Interesting[_random.Next(Interesting.Length)];

    private Operand Value() => _random.Next(3) == 0 ? Number() : Variable();

    private void Assign() => Assign(Expression());

    private void Assign(Operand value)
    {
        if (_random.Next(5) == 0 && _variables.Count < 20 && _branchesLeft == 8)
            _variables.Add(_builder.EmitMove(value));
        else
            _builder.EmitMove(Variable(), value);
    }

    private Register Expression()
    {
        switch (_random.Next(8))
        {
            case 0:
                return _builder.EmitNegate(Variable());
            case 1:
                return _builder.EmitSignExtend(Variable(), Width());
            case 2:
                return _builder.EmitZeroExtend(Variable(), Width());
            case 3:
                return _builder.EmitByteSwap(Variable(), 16 << _random.Next(3));
            case 4:
                Register inner = _builder.EmitOperation(AnyOperator(), Variable(), Value());
                return _builder.EmitOperation(AnyOperator(), inner, Value());
            case 5:
                // In place, with the target as any operand.
                Register target = Variable();
                return _builder.EmitOperation(target, AnyOperator(), _random.Next(2) == 0 ? target : Variable(), _random.Next(2) == 0 ? target : Value());
            default:
                return _builder.EmitOperation(AnyOperator(), _random.Next(4) == 0 ? Number() : Variable(), Value());
        }
    }

    private ArithmeticOperator AnyOperator() => Operators[_random.Next(Operators.Length)];

    private int Width() => _random.Next(3) == 0 ? 1 + _random.Next(63) : 8 << _random.Next(3);

    // A copy that lives on while the original changes.
    private void Exchange()
    {
        (Register left, Register right) = (Variable(), Variable());
        Register kept = _builder.EmitMove(left);
        _builder.EmitMove(left, right);
        _builder.EmitMove(right, kept);
    }

    // A truth value that goes through a variable, as conditions of scripts do.
    private void Truth()
    {
        if (_branchesLeft-- <= 0)
            return;
        Register truth = _builder.NewRegister();
        (BasicBlock yes, BasicBlock no, BasicBlock after) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        _builder.EmitBranch(Comparisons[_random.Next(Comparisons.Length)], Variable(), Value(), yes, no);
        _builder.CurrentBlock = yes;
        _builder.EmitConstant(truth, 1);
        _builder.EmitJump(after);
        _builder.CurrentBlock = no;
        _builder.EmitConstant(truth, 0);
        _builder.EmitJump(after);
        _builder.CurrentBlock = after;
        if (_random.Next(2) == 0)
            _builder.EmitMove(Variable(), truth);
        (BasicBlock then, BasicBlock end) = (_builder.NewBlock(), _builder.NewBlock());
        _builder.EmitBranch(Comparison.NotEqual, truth, 0, then, end);
        _builder.CurrentBlock = then;
        Assign();
        _builder.EmitJump(end);
        _builder.CurrentBlock = end;
    }

    private void If(int depth)
    {
        (BasicBlock yes, BasicBlock no, BasicBlock after) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        bool hasElse = _random.Next(2) == 0;
        _builder.EmitBranch(Comparisons[_random.Next(Comparisons.Length)], Variable(), Value(), yes, hasElse ? no : after);
        _builder.CurrentBlock = yes;
        Statements(1 + _random.Next(4), depth + 1);
        _builder.EmitJump(after);
        _builder.CurrentBlock = no;
        if (hasElse)
            Statements(1 + _random.Next(4), depth + 1);
        _builder.EmitJump(after);
        _builder.CurrentBlock = after;
    }

    private void Loop(int depth)
    {
        (BasicBlock test, BasicBlock body, BasicBlock after) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        Register counter = _builder.EmitConstant(0);
        _builder.EmitJump(test);
        _builder.CurrentBlock = test;
        _builder.EmitBranch(Comparison.Less, counter, 1 + _random.Next(4), body, after);
        _builder.CurrentBlock = body;
        int branches = _branchesLeft;
        _branchesLeft = Math.Min(1, branches);
        Statements(1 + _random.Next(4), depth + 2);
        _branchesLeft = branches - 1;
        if (_random.Next(2) == 0)
            _builder.EmitOperation(Variable(), ArithmeticOperator.Add, Variable(), counter);
        _builder.EmitOperation(counter, ArithmeticOperator.Add, counter, 1);
        _builder.EmitJump(test);
        _builder.CurrentBlock = after;
    }

    private void StoreAndLoad()
    {
        (Slot slot, Register? kept) = _slots[_random.Next(_slots.Count)];
        Register address = kept ?? _builder.EmitSlotAddress(slot);
        int size = 1 << _random.Next(4);
        int offset = _random.Next(slot.Size / size) * size;
        if (_random.Next(4) == 0 && size >= 4)
            _builder.EmitAtomicAdd(address, offset, size, Value());
        else
            _builder.EmitStore(address, offset, size, Value());
        size = 1 << _random.Next(4);
        Assign(_builder.EmitLoad(address, _random.Next(slot.Size / size) * size, size, _random.Next(2) == 0));
    }

    // The usual way of a count: look up, add, or insert.
    private void CountInHash()
    {
        Slot key = _slots[_random.Next(_slots.Count)].Slot;
        _builder.EmitStore(key, 0, 8, _builder.EmitOperation(ArithmeticOperator.And, Variable(), 3));
        Register found = _builder.EmitCall(BpfHelper.MapLookupElem, _builder.EmitMapHandle(HashMap), _builder.EmitSlotAddress(key));
        (BasicBlock yes, BasicBlock no, BasicBlock after) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        _builder.EmitBranch(Comparison.Equal, found, 0, no, yes);
        _builder.CurrentBlock = yes;
        Register old = _builder.EmitLoad(found, 0, 8);
        _builder.EmitStore(found, 0, 8, _builder.EmitOperation(ArithmeticOperator.Add, old, Value()));
        _builder.EmitMove(Variable(), old);
        _builder.EmitJump(after);
        _builder.CurrentBlock = no;
        Slot value = _builder.NewSlot(8);
        _builder.EmitStore(value, 0, 8, Value());
        _builder.EmitCallWithoutResult(BpfHelper.MapUpdateElem, _builder.EmitMapHandle(HashMap), _builder.EmitSlotAddress(key), _builder.EmitSlotAddress(value), 0);
        _builder.EmitJump(after);
        _builder.CurrentBlock = after;
    }

    // An index that the verifier must know to be small.
    private void UseArray()
    {
        Register address = _builder.EmitMapValueAddress(ArrayMap, 8 * _random.Next(2));
        Register index = _builder.EmitOperation(ArithmeticOperator.And, Variable(), 0x18);
        Register place = _builder.EmitOperation(ArithmeticOperator.Add, address, index);
        _builder.EmitStore(place, 8, 8, Value());
        Assign(_builder.EmitLoad(place, 4, 4, isSigned: _random.Next(2) == 0));
    }

    private void Finish()
    {
        Register mixed = _builder.EmitConstant(0x5eed);
        foreach (Register variable in _variables)
        {
            _builder.EmitOperation(mixed, ArithmeticOperator.Multiply, mixed, 0x0100_0193);
            _builder.EmitOperation(mixed, ArithmeticOperator.Xor, mixed, variable);
        }

        foreach ((Slot slot, _) in _slots)
        {
            _builder.EmitOperation(mixed, ArithmeticOperator.Multiply, mixed, 0x0100_0193);
            _builder.EmitOperation(mixed, ArithmeticOperator.Xor, mixed, _builder.EmitLoad(slot, 0, 8));
        }

        Register high = _builder.EmitOperation(ArithmeticOperator.ShiftRight, mixed, 29);
        _builder.EmitReturn(_builder.EmitOperation(ArithmeticOperator.Xor, mixed, high));
    }
}

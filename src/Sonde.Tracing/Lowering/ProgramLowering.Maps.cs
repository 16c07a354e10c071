using Sonde.Bpf.Instructions;
using Sonde.Tracing.Intermediate;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;
using MapReference = Sonde.Tracing.Syntax.MapReference;

namespace Sonde.Tracing.Lowering;

internal sealed partial class ProgramLowering
{
    private const long OnlyIfNew = 1;

    /// <summary>The address of a key, made on the stack or in scratch room.</summary>
    private Register Key(CompiledMap map, Expression? key)
    {
        if (map.Symbol!.Key is not { } type)
        {
            Slot zero = _b.NewSlot(4, 4);
            _b.EmitStore(zero, 0, 4, 0);
            return _b.EmitSlotAddress(zero);
        }

        Value place = NewObject(type);
        if (type is IntegerType or EnumType or BooleanType or PointerType)
            _b.EmitStore(InRegister(place.Operand), place.Offset, 8, Number(key!));
        else
        {
            if (type.Size % 8 != 0)
                ClearBytes(InRegister(place.Operand), place.Offset, map.KeySize);
            LowerInto(key!, place, pads: true);
        }

        return AddressOf(place);
    }

    private Register Lookup(CompiledMap map, Register key) => _b.EmitCall(BpfHelper.MapLookupElem, _b.EmitMapHandle(map.Id), key);

    private Value Read(MapReference reference, TraceType type)
    {
        CompiledMap map = _script.MapOf(reference);
        Register key = Key(map, reference.Key);
        if (map.Symbol!.IsPerCpu)
            return new Value(type, Reduce(map, key));
        Register found = Lookup(map, key);
        BasicBlock there = _b.NewBlock("found");
        BasicBlock next = _b.NewBlock();
        if (InRegister(type))
        {
            Register result = _b.EmitMove(0);
            _b.EmitBranch(Comparison.NotEqual, found, 0, there, next);
            _b.CurrentBlock = there;
            _b.EmitLoad(result, found, 0, 8);
            _b.EmitJump(next);
            _b.CurrentBlock = next;
            return new Value(type, result);
        }

        Value copy = NewObject(map.Symbol.Value!);
        Clear(copy);
        _b.EmitBranch(Comparison.NotEqual, found, 0, there, next);
        _b.CurrentBlock = there;
        Copy(new Value(map.Symbol.Value!, found, MemoryKind.Program), copy);
        _b.EmitJump(next);
        _b.CurrentBlock = next;
        return copy;
    }

    private void Store(MapReference reference, Expression value)
    {
        CompiledMap map = _script.MapOf(reference);
        TraceType type = map.Symbol!.Value!;
        if (map.Symbol.IsScalar)
        {
            Value source = InRegister(type) ? new Value(type, Number(value)) : Near(value, type);
            WithValue(map, reference, found =>
            {
                Copy(source, new Value(InRegister(type) ? IntegerType.UInt64 : type, found, MemoryKind.Program));
                _b.EmitStore(found, map.Symbol.AssignedOffset, 8, 1);
            });
            return;
        }

        Value place = NewObject(type);
        if (InRegister(type))
            _b.EmitStore(InRegister(place.Operand), place.Offset, 8, Number(value));
        else if (Lower(value) is { Memory: MemoryKind.Program } near && near.Type == type && value is not TupleLiteral)
            place = near;
        else
            LowerInto(value, place, pads: true);
        Register key = Key(map, reference.Key);
        Written(map, _b.EmitCall(BpfHelper.MapUpdateElem, _b.EmitMapHandle(map.Id), key, AddressOf(place), 0));
    }

    // A full map is counted, and the script goes on.
    private void Written(CompiledMap map, Register status)
    {
        BasicBlock full = _b.NewBlock("full");
        BasicBlock next = _b.NewBlock();
        _b.EmitBranch(Comparison.Equal, status, 0, next, full);
        _b.CurrentBlock = full;
        Count(LossCounts.UpdatesOf(map.Symbol!));
        _b.EmitJump(next);
        _b.CurrentBlock = next;
    }

    private void WithValue(CompiledMap map, MapReference reference, Action<Register> use)
    {
        Register found = Lookup(map, Key(map, reference.Key));
        BasicBlock there = _b.NewBlock("found");
        BasicBlock next = _b.NewBlock();
        _b.EmitBranch(Comparison.NotEqual, found, 0, there, next);
        _b.CurrentBlock = there;
        use(found);
        _b.EmitJump(next);
        _b.CurrentBlock = next;
    }

    /// <summary>Changes a number in a map in its place; one that is not there counts as 0. Gives the old or the new number.</summary>
    private Register Update(MapReference reference, Func<Operand, Operand> change, bool givesOld)
    {
        CompiledMap map = _script.MapOf(reference);
        Register key = Key(map, reference.Key);
        Register found = Lookup(map, key);
        Register result = _b.NewRegister();
        BasicBlock there = _b.NewBlock("found");
        BasicBlock missing = _b.NewBlock("new");
        BasicBlock next = _b.NewBlock();
        _b.EmitBranch(Comparison.NotEqual, found, 0, there, missing);
        _b.CurrentBlock = there;
        Register old = _b.EmitLoad(found, 0, 8);
        Operand changed = change(old);
        _b.EmitStore(found, 0, 8, changed);
        if (map.Symbol!.IsScalar)
            _b.EmitStore(found, map.Symbol.AssignedOffset, 8, 1);
        _b.EmitMove(result, givesOld ? old : changed);
        _b.EmitJump(next);
        _b.CurrentBlock = missing;
        if (map.Symbol.IsScalar)
        {
            _b.EmitMove(result, 0);
        }
        else
        {
            Operand first = change(_b.EmitConstant(0));
            Value place = NewObject(IntegerType.UInt64);
            _b.EmitStore(InRegister(place.Operand), place.Offset, 8, first);
            Written(map, _b.EmitCall(BpfHelper.MapUpdateElem, _b.EmitMapHandle(map.Id), key, AddressOf(place), 0));
            _b.EmitMove(result, givesOld ? 0 : first);
        }

        _b.EmitJump(next);
        _b.CurrentBlock = next;
        return result;
    }

    private Value Delete(Call call, TraceType type)
    {
        MapReference reference = KeyedReference(call);
        CompiledMap map = _script.MapOf(reference);
        Register key = Key(map, reference.Key);
        if (!map.Symbol!.IsScalar)
            return new Value(type, Truth(Flip(_b.EmitCall(BpfHelper.MapDeleteElem, _b.EmitMapHandle(map.Id), key))));
        Register result = _b.EmitMove(0);
        Register found = Lookup(map, key);
        BasicBlock there = _b.NewBlock("found");
        BasicBlock next = _b.NewBlock();
        _b.EmitBranch(Comparison.NotEqual, found, 0, there, next);
        _b.CurrentBlock = there;
        _b.EmitLoad(result, found, map.Symbol.AssignedOffset, 8);
        ClearBytes(found, 0, map.ValueSize);
        _b.EmitJump(next);
        _b.CurrentBlock = next;
        return new Value(type, result);
    }

    // 0 from the kernel means that it worked.
    private Register Flip(Register status)
    {
        Register result = _b.EmitMove(0);
        BasicBlock worked = _b.NewBlock("worked");
        BasicBlock next = _b.NewBlock();
        _b.EmitBranch(Comparison.Equal, status, 0, worked, next);
        _b.CurrentBlock = worked;
        _b.EmitMove(result, 1);
        _b.EmitJump(next);
        _b.CurrentBlock = next;
        return result;
    }

    private Value HasKey(Call call, TraceType type)
    {
        MapReference reference = KeyedReference(call);
        CompiledMap map = _script.MapOf(reference);
        return new Value(type, Truth(Lookup(map, Key(map, reference.Key))));
    }

    private static MapReference KeyedReference(Call call)
    {
        MapReference reference = (MapReference)call.Arguments[0];
        return call.Arguments.Count == 2 ? reference with { Key = call.Arguments[1] } : reference;
    }

    /// <summary>Puts the values of all CPUs together; only a sum, a count and the extremes can be, and an average is divided.</summary>
    private Register Reduce(CompiledMap map, Register key)
    {
        TraceType type = map.Symbol!.Value!;
        Register total = _b.EmitMove(0);
        Register count = _b.EmitMove(0);
        Register cpu = _b.EmitMove(0);
        BasicBlock loop = _b.NewBlock("cpus");
        BasicBlock there = _b.NewBlock("found");
        BasicBlock step = _b.NewBlock("next-cpu");
        BasicBlock done = _b.NewBlock("reduced");
        _b.EmitJump(loop);
        _b.CurrentBlock = loop;
        Register found = _b.EmitCall(BpfHelper.MapLookupPercpuElem, _b.EmitMapHandle(map.Id), key, cpu);
        _b.EmitBranch(Comparison.NotEqual, found, 0, there, step);
        _b.CurrentBlock = there;
        Register value = _b.EmitLoad(found, 0, 8);
        switch (type)
        {
            case MinType or MaxType:
                ReduceExtreme(type, found, value, total, count, step);
                break;
            case AverageType or StatsType:
                _b.EmitOperation(total, ArithmeticOperator.Add, total, value);
                _b.EmitOperation(count, ArithmeticOperator.Add, count, _b.EmitLoad(found, 8, 8));
                _b.EmitJump(step);
                break;
            default:
                _b.EmitOperation(total, ArithmeticOperator.Add, total, value);
                _b.EmitJump(step);
                break;
        }

        _b.CurrentBlock = step;
        _b.EmitOperation(cpu, ArithmeticOperator.Add, cpu, 1);
        _b.EmitBranch(Comparison.Less, cpu, _script.CpuCount, loop, done);
        _b.CurrentBlock = done;
        if (type is AverageType { IsSigned: true } or StatsType { IsSigned: true })
            return _b.EmitOperation(ArithmeticOperator.SignedDivide, total, count);
        return type is AverageType or StatsType ? _b.EmitOperation(ArithmeticOperator.Divide, total, count) : total;
    }

    private void ReduceExtreme(TraceType type, Register found, Register value, Register total, Register count, BasicBlock step)
    {
        BasicBlock isSet = _b.NewBlock("set");
        BasicBlock compare = _b.NewBlock("compare");
        BasicBlock take = _b.NewBlock("take");
        _b.EmitBranch(Comparison.NotEqual, _b.EmitLoad(found, 8, 8), 0, isSet, step);
        _b.CurrentBlock = isSet;
        _b.EmitBranch(Comparison.Equal, count, 0, take, compare);
        _b.CurrentBlock = compare;
        Comparison kind = type switch
        {
            MinType { IsSigned: true } => Comparison.SignedLess,
            MinType => Comparison.Less,
            MaxType { IsSigned: true } => Comparison.SignedGreater,
            _ => Comparison.Greater,
        };
        _b.EmitBranch(kind, value, total, take, step);
        _b.CurrentBlock = take;
        _b.EmitMove(total, value);
        _b.EmitMove(count, 1);
        _b.EmitJump(step);
    }
}

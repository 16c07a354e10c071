using Sonde.Bpf.Instructions;
using Sonde.Tracing.Intermediate;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;
using MapReference = Sonde.Tracing.Syntax.MapReference;

namespace Sonde.Tracing.Lowering;

internal sealed partial class ProgramLowering
{
    /// <summary>Adds a value to an aggregation on this CPU.</summary>
    private void Aggregate(MapReference reference, Call call)
    {
        CompiledMap map = _script.MapOf(reference);
        TraceType type = map.Symbol!.Value!;
        Operand value = call.Arguments.Count > 0 ? Number(call.Arguments[0]) : 1;
        Register key = Key(map, reference.Key);
        Register found = Lookup(map, key);
        BasicBlock there = _b.NewBlock("found");
        BasicBlock done = _b.NewBlock("aggregated");
        if (map.Symbol.IsScalar)
        {
            _b.EmitBranch(Comparison.NotEqual, found, 0, there, done);
        }
        else
        {
            BasicBlock missing = _b.NewBlock("new");
            _b.EmitBranch(Comparison.NotEqual, found, 0, there, missing);
            _b.CurrentBlock = missing;
            found = Insert(map, type, key, found, there, done);
        }

        _b.CurrentBlock = there;
        Add(type, found, value, done);
        if (!_b.IsTerminated)
        {
            if (map.Symbol.IsScalar)
                _b.EmitStore(found, map.Symbol.AssignedOffset, 8, 1);
            _b.EmitJump(done);
        }

        _b.CurrentBlock = done;
    }

    // A new key begins with zeros; what another CPU put there meanwhile is found all the same.
    private Register Insert(CompiledMap map, TraceType type, Register key, Register found, BasicBlock there, BasicBlock done)
    {
        Value zeros = NewObject(type);
        Clear(zeros);
        _b.EmitCallWithoutResult(BpfHelper.MapUpdateElem, _b.EmitMapHandle(map.Id), key, AddressOf(zeros), OnlyIfNew);
        _b.EmitMove(found, Lookup(map, key));
        BasicBlock full = _b.NewBlock("full");
        _b.EmitBranch(Comparison.NotEqual, found, 0, there, full);
        _b.CurrentBlock = full;
        Count(LossCounts.UpdatesOf(map.Symbol!));
        _b.EmitJump(done);
        return found;
    }

    private void Add(TraceType type, Register found, Operand value, BasicBlock done)
    {
        switch (type)
        {
            case CountType or SumType:
                AddAt(found, 0, value);
                break;
            case AverageType or StatsType:
                AddAt(found, 0, value);
                AddAt(found, 8, 1);
                break;
            case MinType or MaxType:
                Extreme(type, found, value);
                break;
            case HistogramType histogram:
                AddToBucket(found, Bucket(histogram, value), histogram.BucketCount, done);
                break;
            case LinearHistogramType linear:
                AddToBucket(found, Bucket(linear, value), linear.BucketCount, done);
                break;
        }
    }

    private void AddAt(Register found, int offset, Operand value) =>
        _b.EmitStore(found, offset, 8, _b.EmitOperation(ArithmeticOperator.Add, _b.EmitLoad(found, offset, 8), value));

    private void Extreme(TraceType type, Register found, Operand value)
    {
        BasicBlock compare = _b.NewBlock("compare");
        BasicBlock take = _b.NewBlock("take");
        BasicBlock next = _b.NewBlock();
        _b.EmitBranch(Comparison.Equal, _b.EmitLoad(found, 8, 8), 0, take, compare);
        _b.CurrentBlock = compare;
        Comparison kind = type switch
        {
            MinType { IsSigned: true } => Comparison.SignedLess,
            MinType => Comparison.Less,
            MaxType { IsSigned: true } => Comparison.SignedGreater,
            _ => Comparison.Greater,
        };
        _b.EmitBranch(kind, value, _b.EmitLoad(found, 0, 8), take, next);
        _b.CurrentBlock = take;
        _b.EmitStore(found, 0, 8, value);
        _b.EmitStore(found, 8, 8, 1);
        _b.EmitJump(next);
        _b.CurrentBlock = next;
    }

    private void AddToBucket(Register found, Register bucket, int count, BasicBlock done)
    {
        // The verifier sees only here that the bucket is one of the array's.
        BasicBlock inside = _b.NewBlock("bucket");
        _b.EmitBranch(Comparison.Less, bucket, count, inside, done);
        _b.CurrentBlock = inside;
        Register address = _b.EmitOperation(ArithmeticOperator.Add, found, _b.EmitOperation(ArithmeticOperator.ShiftLeft, bucket, 3));
        AddAt(address, 0, 1);
    }

    // The place of a value among powers of two, each cut into 2^k pieces; see HistogramType.BucketOf.
    private Register Bucket(HistogramType histogram, Operand operand)
    {
        int k = histogram.BitsPerBucket;
        Register value = _b.EmitMove(operand);
        Register bucket = _b.EmitMove(0);
        BasicBlock positive = _b.NewBlock("positive");
        BasicBlock small = _b.NewBlock("small");
        BasicBlock large = _b.NewBlock("large");
        BasicBlock done = _b.NewBlock("chosen");
        _b.EmitBranch(Comparison.SignedLess, value, 0, done, positive);
        _b.CurrentBlock = positive;
        _b.EmitBranch(Comparison.Less, value, 1L << k, small, large);
        _b.CurrentBlock = small;
        _b.EmitOperation(bucket, ArithmeticOperator.Add, value, 1);
        _b.EmitJump(done);
        _b.CurrentBlock = large;
        Register rest = _b.EmitMove(value);
        Register power = _b.EmitMove(0);
        for (int step = 32; step > 0; step /= 2)
        {
            BasicBlock shift = _b.NewBlock("shift");
            BasicBlock next = _b.NewBlock();
            _b.EmitBranch(Comparison.Greater, rest, (1L << step) - 1, shift, next);
            _b.CurrentBlock = shift;
            _b.EmitOperation(rest, ArithmeticOperator.ShiftRight, rest, step);
            _b.EmitOperation(power, ArithmeticOperator.Add, power, step);
            _b.EmitJump(next);
            _b.CurrentBlock = next;
        }

        if (k == 0)
        {
            _b.EmitOperation(bucket, ArithmeticOperator.Add, power, 2);
        }
        else
        {
            Register by = _b.EmitOperation(ArithmeticOperator.Subtract, power, k);
            Register piece = _b.EmitOperation(ArithmeticOperator.And, _b.EmitOperation(ArithmeticOperator.ShiftRight, value, by), (1L << k) - 1);
            Register first = _b.EmitOperation(ArithmeticOperator.ShiftLeft, _b.EmitOperation(ArithmeticOperator.Add, by, 1), k);
            _b.EmitOperation(bucket, ArithmeticOperator.Add, _b.EmitOperation(ArithmeticOperator.Add, first, piece), 1);
        }

        _b.EmitJump(done);
        _b.CurrentBlock = done;
        return bucket;
    }

    private Register Bucket(LinearHistogramType linear, Operand operand)
    {
        Register value = _b.EmitMove(operand);
        Register bucket = _b.EmitMove(0);
        BasicBlock above = _b.NewBlock("above");
        BasicBlock inside = _b.NewBlock("inside");
        BasicBlock beyond = _b.NewBlock("beyond");
        BasicBlock done = _b.NewBlock("chosen");
        _b.EmitBranch(Comparison.SignedLess, value, linear.Minimum, done, above);
        _b.CurrentBlock = above;
        _b.EmitBranch(Comparison.SignedGreaterOrEqual, value, linear.Maximum, beyond, inside);
        _b.CurrentBlock = beyond;
        _b.EmitMove(bucket, linear.BucketCount - 1);
        _b.EmitJump(done);
        _b.CurrentBlock = inside;
        Register place = _b.EmitOperation(ArithmeticOperator.Divide, _b.EmitOperation(ArithmeticOperator.Subtract, value, linear.Minimum), linear.Step);
        _b.EmitOperation(bucket, ArithmeticOperator.Add, place, 1);
        _b.EmitJump(done);
        _b.CurrentBlock = done;
        return bucket;
    }
}

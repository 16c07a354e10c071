using Sonde.Bpf.Instructions;
using Sonde.Tracing.Binding;
using Sonde.Tracing.Intermediate;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Lowering;

/// <summary>
/// Lowers one probe's body. Numbers live in registers; objects (strings, tuples, ...) in memory: small ones on the stack, others in scratch room of the
/// CPU. Where the body has loops that the kernel runs as callbacks, variables live in memory that both functions reach.
/// </summary>
internal sealed partial class ProgramLowering
{
    private const int LargestStackObject = 64;
    private const int LargestStackSum = 288;
    private const int ContextOffset = 0;
    private const int LeaveOffset = 8;
    private const int FrameHeader = 16;

    private readonly ScriptLowering _script;
    private readonly BoundProgram _program;
    private readonly int _index;
    private readonly bool _hasCallbacks;
    private readonly Dictionary<string, Register> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _frameOffsets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _scratchOffsets = new(StringComparer.Ordinal);
    private readonly Dictionary<ForRange, int> _rangeStarts = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<(BasicBlock? Continue, BasicBlock? Break)> _loops = new();
    private IntermediateBuilder _b;
    private BasicBlock _entry;
    private BasicBlock _body;
    private readonly Register _context;
    private Register? _frame;
    private Register? _scratch;
    private int _scratchSize;
    private int _stackSum;
    private bool _isCallback;

    public ProgramLowering(ScriptLowering script, BoundProgram program, int index)
    {
        _script = script;
        _program = program;
        _index = index;
        _hasCallbacks = CallbackSearch.HasCallbacks(program.Probe);
        _b = new IntermediateBuilder($"{program.Kind}_{index}".ToLowerInvariant());
        _entry = _b.CurrentBlock;
        _body = _b.NewBlock("body");
        _context = _b.EmitParameter(0);
        _b.CurrentBlock = _body;
    }

    private long ReturnValue => _program.Kind is ProbeKind.Tracepoint or ProbeKind.Kprobe or ProbeKind.Kretprobe ? 1 : 0;

    /// <summary>Lowers the program.</summary>
    public IntermediateFunction Lower()
    {
        if (_hasCallbacks)
            MakeFrame();
        FilterPid();
        if (_program.Probe.Predicate is { } predicate)
        {
            BasicBlock passes = _b.NewBlock("passes");
            BasicBlock leaves = _b.NewBlock("leaves");
            Branch(predicate, passes, leaves);
            _b.CurrentBlock = leaves;
            _b.EmitReturn(ReturnValue);
            _b.CurrentBlock = passes;
        }

        Lower(_program.Probe.Body);
        if (!_b.IsTerminated)
            _b.EmitReturn(ReturnValue);
        FinishEntry();
        return _b.Build();
    }

    // With -p, only events of that process count.
    private void FilterPid()
    {
        if (_script.FilterPid is not { } pid || _program.Kind is ProbeKind.Begin or ProbeKind.End or ProbeKind.Interval or ProbeKind.Self)
            return;
        Register group = _b.EmitOperation(ArithmeticOperator.ShiftRight, _b.EmitCall(BpfHelper.GetCurrentPidTgid), 32);
        BasicBlock passes = _b.NewBlock("process");
        BasicBlock leaves = _b.NewBlock("other");
        _b.EmitBranch(Comparison.Equal, group, pid, passes, leaves);
        _b.CurrentBlock = leaves;
        _b.EmitReturn(ReturnValue);
        _b.CurrentBlock = passes;
    }

    // What the body turned out to need is made before it: room for objects.
    private void FinishEntry()
    {
        BasicBlock last = _b.CurrentBlock;
        _b.CurrentBlock = _entry;
        _b.Span = null;
        if (_scratch is { } scratch)
        {
            CompiledMap map = _script.Own(MapPurpose.Scratch);
            map.ValueSize = Math.Max(map.ValueSize, (_scratchSize + 7) & ~7);
            Slot key = _b.NewSlot(4, 4);
            _b.EmitStore(key, 0, 4, _index);
            Register found = _b.EmitCall(BpfHelper.MapLookupElem, _b.EmitMapHandle(map.Id), _b.EmitSlotAddress(key));
            BasicBlock leaves = _b.NewBlock("no-scratch");
            BasicBlock goes = _b.NewBlock("scratch");
            _b.EmitBranch(Comparison.Equal, found, 0, leaves, goes);
            _b.CurrentBlock = leaves;
            _b.EmitReturn(_isCallback ? 1 : ReturnValue);
            _b.CurrentBlock = goes;
            _b.EmitMove(scratch, found);
        }

        _b.EmitJump(_body);
        _b.CurrentBlock = last;
    }

    private void MakeFrame()
    {
        foreach ((string name, TraceType type) in _program.Variables)
        {
            if (InRegister(type))
                _frameOffsets[name] = FrameHeader + (8 * _frameOffsets.Count);
        }

        int size = FrameHeader + (8 * (_frameOffsets.Count + CallbackSearch.CountRanges(_program.Probe)));
        Slot slot = _b.NewSlot(size);
        _stackSum += size;
        _b.EmitClear(slot, 0, size);
        _frame = _b.EmitSlotAddress(slot);
        _b.EmitStore(_frame.Value, ContextOffset, 8, _context);
    }

    private Register Context() => _isCallback ? _b.EmitLoad(_frame!.Value, ContextOffset, 8) : _context;

    /// <summary>Room for an object that lives to the end of the program.</summary>
    private Value NewObject(TraceType type)
    {
        int size = Math.Max(8, (type.Size + 7) & ~7);
        if (size <= LargestStackObject && _stackSum + size <= LargestStackSum)
        {
            _stackSum += size;
            return new Value(type, _b.EmitSlotAddress(_b.NewSlot(size)), MemoryKind.Program);
        }

        return new Value(type, Scratch(), MemoryKind.Program, TakeScratch(size));
    }

    private Register Scratch() => _scratch ??= _b.NewRegister();

    private int TakeScratch(int size)
    {
        int offset = _scratchSize;
        _scratchSize += size;
        if (_scratchSize > short.MaxValue)
            throw _script.Error(_program.Probe, "the strings and objects of this probe take more than 32 KiB", "limit strings: str(x, 64), or config = { max_strlen = 64 }");
        return offset;
    }

    private static bool InRegister(TraceType type) => type.Size <= 8 && type is not (StringType or TupleType or RecordType or ArrayType or StructType or BufferType or MacAddressType);

    private Register AddressOf(Value value) => value.Offset == 0 ? InRegister(value.Operand) : _b.EmitOperation(ArithmeticOperator.Add, value.Operand, value.Offset);

    private Register InRegister(Operand operand) => operand.IsRegister ? operand.Register : _b.EmitConstant(operand.Immediate);

    private void Count(int place)
    {
        CompiledMap map = _script.Own(MapPurpose.Losses);
        Slot key = _b.NewSlot(4, 4);
        _stackSum += 8;
        _b.EmitStore(key, 0, 4, 0);
        Register found = _b.EmitCall(BpfHelper.MapLookupElem, _b.EmitMapHandle(map.Id), _b.EmitSlotAddress(key));
        BasicBlock add = _b.NewBlock("lost");
        BasicBlock next = _b.NewBlock();
        _b.EmitBranch(Comparison.Equal, found, 0, next, add);
        _b.CurrentBlock = add;
        Register count = _b.EmitLoad(found, place * 8, 8);
        _b.EmitStore(found, place * 8, 8, _b.EmitOperation(ArithmeticOperator.Add, count, 1));
        _b.EmitJump(next);
        _b.CurrentBlock = next;
    }

    private TraceType TypeOf(Expression expression) => _program.Types.TryGetValue(expression, out TraceType? type) ? type : IntegerType.UInt64;
}

using Sonde.Bpf.Instructions;
using Sonde.Tracing.Intermediate;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;
using MapReference = Sonde.Tracing.Syntax.MapReference;
using Return = Sonde.Tracing.Syntax.Return;

namespace Sonde.Tracing.Lowering;

internal sealed partial class ProgramLowering
{
    private const int LargestUnroll = 100;
    private const long LargestLoopCount = 1 << 23;

    private void Lower(Block block)
    {
        foreach (Statement statement in block.Statements)
        {
            // What follows a return or break is never reached.
            if (_b.IsTerminated)
                return;
            Lower(statement);
        }
    }

    private void Lower(Statement statement)
    {
        _b.Span = statement.Span;
        switch (statement)
        {
            case Block block:
                Lower(block);
                break;
            case ExpressionStatement expression:
                Evaluate(expression.Expression);
                break;
            case Assignment assignment:
                Lower(assignment);
                break;
            case Let let:
                Lower(let);
                break;
            case If choice:
                Lower(choice);
                break;
            case While loop:
                Lower(loop);
                break;
            case Unroll unroll:
                Lower(unroll);
                break;
            case ForRange range:
                Lower(range);
                break;
            case ForMap loop:
                Lower(loop);
                break;
            case Break or Continue:
                Leave(statement);
                break;
            case Return:
                LowerReturn();
                break;
            default:
                throw _script.Error(statement, $"{statement.GetType().Name} is not supported here");
        }
    }

    private void Evaluate(Expression expression)
    {
        if (expression is BlockExpression block)
        {
            Lower(new Block(block.Statements) { Span = block.Span });
            if (block.Result is not null && !_b.IsTerminated)
                Evaluate(block.Result);
            return;
        }

        if (expression is Call call && LowerAction(call))
            return;
        if (expression is Conditional conditional && TypeOf(expression) is NoneType)
        {
            EvaluateOne(conditional);
            return;
        }

        Lower(expression);
    }

    // Such as pid == 1 ? printf("one") : printf("other").
    private void EvaluateOne(Conditional conditional)
    {
        BasicBlock then = _b.NewBlock("then");
        BasicBlock other = _b.NewBlock("else");
        BasicBlock next = _b.NewBlock("next");
        Branch(conditional.Condition, then, other);
        _b.CurrentBlock = then;
        if (conditional.WhenTrue is not null)
            Evaluate(conditional.WhenTrue);
        JumpUnlessTerminated(next);
        _b.CurrentBlock = other;
        Evaluate(conditional.WhenFalse);
        JumpUnlessTerminated(next);
        _b.CurrentBlock = next;
    }

    private void Lower(Assignment assignment)
    {
        switch (assignment.Target)
        {
            case Discard:
                Evaluate(assignment.Value);
                break;
            case ScratchVariable variable when assignment.Operator is { } op:
                SetVariable(variable, Combine(op, variable, assignment.Value, Number(variable), Number(assignment.Value)));
                break;
            case ScratchVariable variable:
                Assign(variable, assignment.Value);
                break;
            case MapReference map when assignment.Value is Call call && _script.MapOf(map).Symbol!.Value!.IsAggregation:
                Aggregate(map, call);
                break;
            case MapReference map when assignment.Operator is { } op:
                Update(map, old => Combine(op, map, assignment.Value, old, Number(assignment.Value)), givesOld: false);
                break;
            case MapReference map:
                Store(map, assignment.Value);
                break;
        }
    }

    private void Lower(Let let)
    {
        if (let.Value is not null)
            Assign(let.Variable, let.Value);
        else if (_program.Variables[let.Variable.Name] is var type && InRegister(type))
            SetVariable(let.Variable, 0);
        else
            Clear(VariableObject(let.Variable.Name, type));
    }

    private void Assign(ScratchVariable variable, Expression value)
    {
        TraceType type = _program.Variables[variable.Name];
        if (InRegister(type))
            SetVariable(variable, Number(value));
        else if (Lower(value) is { Memory: MemoryKind.Kernel or MemoryKind.User } distant && type is StructType)
            Copy(distant, VariableObject(variable.Name, type));
        else
            LowerInto(value, VariableObject(variable.Name, type), pads: true);
    }

    private void SetVariable(ScratchVariable variable, Operand value)
    {
        if (_frameOffsets.TryGetValue(variable.Name, out int offset))
        {
            _b.EmitStore(_frame!.Value, offset, 8, value);
            return;
        }

        if (!_variables.TryGetValue(variable.Name, out Register register))
        {
            _variables[variable.Name] = register = _b.NewRegister();
            InitializeAtEntry(register);
        }

        _b.EmitMove(register, value);
    }

    // A variable may be assigned on one path and read on another: it begins as 0.
    private void InitializeAtEntry(Register register)
    {
        BasicBlock current = _b.CurrentBlock;
        _b.CurrentBlock = _entry;
        _b.EmitMove(register, 0);
        _b.CurrentBlock = current;
    }

    private Value VariableObject(string name, TraceType type)
    {
        if (!_scratchOffsets.TryGetValue(name, out int offset))
            _scratchOffsets[name] = offset = TakeScratch((type.Size + 7) & ~7);
        return new Value(type, Scratch(), MemoryKind.Program, offset);
    }

    private void Lower(If choice)
    {
        BasicBlock then = _b.NewBlock("then");
        BasicBlock next = _b.NewBlock("next");
        BasicBlock other = choice.Else is null ? next : _b.NewBlock("else");
        Branch(choice.Condition, then, other);
        _b.CurrentBlock = then;
        Lower(choice.Then);
        JumpUnlessTerminated(next);
        if (choice.Else is not null)
        {
            _b.CurrentBlock = other;
            Lower(choice.Else);
            JumpUnlessTerminated(next);
        }

        _b.CurrentBlock = next;
    }

    private void JumpUnlessTerminated(BasicBlock target)
    {
        if (!_b.IsTerminated)
            _b.EmitJump(target);
    }

    private void Lower(While loop)
    {
        BasicBlock test = _b.NewBlock("while");
        BasicBlock body = _b.NewBlock("do");
        BasicBlock next = _b.NewBlock("done");
        _b.EmitJump(test);
        _b.CurrentBlock = test;
        Branch(loop.Condition, body, next);
        _b.CurrentBlock = body;
        _loops.Push((test, next));
        Lower(loop.Body);
        _loops.Pop();
        JumpUnlessTerminated(test);
        _b.CurrentBlock = next;
    }

    private void Lower(Unroll unroll)
    {
        long count = Literal(unroll.Count) ?? 0;
        if (count is < 1 or > LargestUnroll)
            throw _script.Error(unroll.Count, $"unroll needs a number from 1 to {LargestUnroll}");
        BasicBlock done = _b.NewBlock("unrolled");
        for (long i = 0; i < count; i++)
        {
            BasicBlock again = _b.NewBlock("again");
            _loops.Push((again, done));
            Lower(unroll.Body);
            _loops.Pop();
            JumpUnlessTerminated(again);
            _b.CurrentBlock = again;
        }

        JumpUnlessTerminated(done);
        _b.CurrentBlock = done;
    }

    private void Leave(Statement statement)
    {
        if (_loops.TryPeek(out (BasicBlock? Continue, BasicBlock? Break) loop))
            _b.EmitJump((statement is Break ? loop.Break : loop.Continue)!);
        else if (_isCallback)
            _b.EmitReturn(statement is Break ? 1 : 0);
        else
            throw _script.Error(statement, $"{(statement is Break ? "break" : "continue")} stands outside of a loop");
    }

    private void LowerReturn()
    {
        if (_isCallback)
        {
            _b.EmitStore(_frame!.Value, LeaveOffset, 8, 1);
            _b.EmitReturn(1);
            return;
        }

        _b.EmitReturn(ReturnValue);
    }

    private void Lower(ForRange loop)
    {
        Register from = InRegister(Number(loop.From));
        Register to = InRegister(Number(loop.To));
        int variable = _frameOffsets[loop.Variable.Name];
        int start = FrameRangeStart(loop);
        _b.EmitStore(_frame!.Value, start, 8, from);
        Register count = _b.EmitOperation(ArithmeticOperator.Subtract, to, from);
        BasicBlock runs = _b.NewBlock("for");
        BasicBlock next = _b.NewBlock("done");
        _b.EmitBranch(Comparison.SignedGreater, count, 0, runs, next);
        _b.CurrentBlock = runs;
        // The kernel refuses more; a script that needs as many is cut there.
        BasicBlock cut = _b.NewBlock("cut");
        BasicBlock call = _b.NewBlock("loop");
        _b.EmitBranch(Comparison.Greater, count, LargestLoopCount, cut, call);
        _b.CurrentBlock = cut;
        _b.EmitMove(count, LargestLoopCount);
        _b.EmitJump(call);
        _b.CurrentBlock = call;
        IntermediateFunction callback = Callback(2, 1, () =>
        {
            Lower(loop.Body);
            return true;
        }, () => _b.EmitStore(_frame!.Value, variable, 8, _b.EmitOperation(ArithmeticOperator.Add, _b.EmitParameter(0), _b.EmitLoad(_frame!.Value, start, 8))));
        _b.EmitCallWithoutResult(BpfHelper.Loop, count, _b.EmitFunctionAddress(callback), _frame!.Value, 0);
        AfterCallback(next);
    }

    private int FrameRangeStart(ForRange loop)
    {
        if (_rangeStarts.TryGetValue(loop, out int offset))
            return offset;
        return _rangeStarts[loop] = FrameHeader + (8 * _frameOffsets.Count) + (8 * _rangeStarts.Count);
    }

    private void AfterCallback(BasicBlock next)
    {
        // A return inside the loop leaves the probe.
        BasicBlock leaves = _b.NewBlock("leaves");
        _b.EmitBranch(Comparison.NotEqual, _b.EmitLoad(_frame!.Value, LeaveOffset, 8), 0, leaves, next);
        _b.CurrentBlock = leaves;
        _b.EmitReturn(_isCallback ? 1 : ReturnValue);
        _b.CurrentBlock = next;
    }

    private void Lower(ForMap loop)
    {
        CompiledMap map = _script.MapOf(loop.Map);
        TupleType pair = (TupleType)_program.Variables[loop.Variable.Name];
        IntermediateFunction callback = Callback(4, 3, () =>
        {
            Value item = VariableObject(loop.Variable.Name, pair);
            Register key = _b.EmitParameter(1);
            CopyBytes(key, 0, InRegister(item.Operand), item.Offset + pair.Elements[0].Offset, pair.Elements[0].Type.Size);
            int valueOffset = item.Offset + pair.Elements[1].Offset;
            if (map.Symbol!.IsPerCpu)
                _b.EmitStore(InRegister(item.Operand), valueOffset, 8, Reduce(map, key));
            else
                CopyBytes(_b.EmitParameter(2), 0, InRegister(item.Operand), valueOffset, pair.Elements[1].Type.Size);
            Lower(loop.Body);
            return true;
        });
        BasicBlock next = _b.NewBlock("done");
        _b.EmitCallWithoutResult(BpfHelper.ForEachMapElem, _b.EmitMapHandle(map.Id), _b.EmitFunctionAddress(callback), _frame!.Value, 0);
        AfterCallback(next);
    }

    // Lowers a body as a function of its own; what belongs to the function around it is put aside.
    private IntermediateFunction Callback(int parameters, int frameParameter, Func<bool> body, Action? begin = null)
    {
        var outer = (_b, _entry, _body, _frame, _scratch, _isCallback, _stackSum);
        var outerLoops = _loops.ToArray();
        _loops.Clear();
        _b = new IntermediateBuilder($"{_program.Kind}_{_index}_loop".ToLowerInvariant(), FunctionKind.Callback, parameters);
        (_entry, _isCallback, _scratch, _stackSum) = (_b.CurrentBlock, true, null, 0);
        _frame = _b.EmitParameter(frameParameter);
        _body = _b.NewBlock("body");
        _b.CurrentBlock = _body;
        begin?.Invoke();
        body();
        if (!_b.IsTerminated)
            _b.EmitReturn(0);
        FinishEntry();
        IntermediateFunction function = _b.Build();
        (_b, _entry, _body, _frame, _scratch, _isCallback, _stackSum) = outer;
        foreach (var loop in Enumerable.Reverse(outerLoops))
            _loops.Push(loop);
        return function;
    }
}

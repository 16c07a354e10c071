using Sonde.Bpf.Instructions;
using Sonde.Tracing.Binding;
using Sonde.Tracing.Intermediate;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;
using Index = Sonde.Tracing.Syntax.Index;
using MapReference = Sonde.Tracing.Syntax.MapReference;
using TupleElement = Sonde.Tracing.Syntax.TupleElement;

namespace Sonde.Tracing.Lowering;

internal sealed partial class ProgramLowering
{
    /// <summary>The value of an expression: a number, or where its object is.</summary>
    private Value Lower(Expression expression)
    {
        TraceType type = TypeOf(expression);
        switch (expression)
        {
            case IntegerLiteral literal:
                return new Value(type, (long)literal.Value);
            case BooleanLiteral literal:
                return new Value(type, literal.Value ? 1 : 0);
            case PositionalParameter or PositionalCount:
                return new Value(type, Literal(expression) ?? 0);
            case Identifier identifier:
                return Builtin(identifier, type);
            case ScratchVariable variable:
                return Read(variable);
            case MapReference map:
                return Read(map, type);
            case Call call:
                return LowerCall(call, type);
            case Unary unary:
                return Lower(unary, type);
            case BinaryExpression binary:
                return Lower(binary, type);
            case Conditional conditional:
                return Lower(conditional, type);
            case Cast cast:
                return Convert(cast, type);
            case SizeOf size:
                return new Value(type, size.Type is null ? TypeOf(size.Operand!).Size : (_script.Script.Types.Resolve(size.Type, AddressSpace.Kernel)?.Size ?? 0));
            case OffsetOf offset:
                TraceType owner = offset.Type is null ? TypeOf(offset.Operand!) : _script.Script.Types.Resolve(offset.Type, AddressSpace.Kernel) ?? IntegerType.UInt64;
                return new Value(type, ScriptBinder.OffsetOf(owner, offset.Path) ?? 0);
            case Member member:
                return Lower(member);
            case TupleElement element:
                Value tuple = Lower(element.Target);
                TupleType tupleType = (TupleType)tuple.Type;
                return Load(tuple with { Type = tupleType.Elements[element.Index].Type, Offset = tuple.Offset + tupleType.Elements[element.Index].Offset });
            case Index index:
                return Lower(index, type);
            case BlockExpression block:
                Lower(new Block(block.Statements) { Span = block.Span });
                return block.Result is null ? new Value(type, 0) : Lower(block.Result);
            case Comptime comptime:
                return Lower(comptime.Operand);
            default:
                // Strings, tuples and the like are made where they are wanted.
                Value place = NewObject(type);
                LowerInto(expression, place, pads: true);
                return place;
        }
    }

    /// <summary>The value of an expression as a number.</summary>
    private Operand Number(Expression expression)
    {
        Value value = Lower(expression);
        return value.IsNumber ? value.Operand : LoadNumber(value);
    }

    private Operand LoadNumber(Value value) => value.Type is StringType or ArrayType or StructType or TupleType ? AddressOf(value) : Load(value).Operand;

    /// <summary>Reads a number from where it is; leaves objects where they are.</summary>
    private Value Load(Value place)
    {
        if (place.IsNumber || !InRegister(place.Type) || place.Type is VoidType)
            return place;
        int size = place.Type.Size;
        bool isSigned = place.Type is IntegerType { IsSigned: true } or EnumType { IsSigned: true };
        switch (place.Memory)
        {
            case MemoryKind.Context when _program.Kind is ProbeKind.RawTracepoint or ProbeKind.Fentry or ProbeKind.Fexit:
                // The verifier lets arguments be read whole only.
                Register whole = _b.EmitLoad(Context(), place.Offset, 8);
                return new Value(place.Type, size == 8 ? whole : isSigned ? _b.EmitSignExtend(whole, size * 8) : _b.EmitZeroExtend(whole, size * 8));
            case MemoryKind.Program or MemoryKind.Context:
                return new Value(place.Type, _b.EmitLoad(InRegister(place.Operand), place.Offset, size, isSigned));
            default:
                Slot slot = _b.NewSlot(8);
                _stackSum += 8;
                BpfHelper read = place.Memory == MemoryKind.User ? BpfHelper.ProbeReadUser : BpfHelper.ProbeReadKernel;
                _b.EmitStore(slot, 0, 8, 0);
                _b.EmitCallWithoutResult(read, _b.EmitSlotAddress(slot), size, AddressOf(place));
                return new Value(place.Type, _b.EmitLoad(slot, 0, size, isSigned));
        }
    }

    private Value Read(ScratchVariable variable)
    {
        TraceType type = _program.Variables[variable.Name];
        if (!InRegister(type))
            return VariableObject(variable.Name, type);
        if (_frameOffsets.TryGetValue(variable.Name, out int offset))
            return new Value(type, _b.EmitLoad(_frame!.Value, offset, 8));
        if (!_variables.TryGetValue(variable.Name, out Register register))
            SetVariable(variable, 0);
        // A copy: the variable may change before the value is used, as in $x++ + $x.
        return new Value(type, _b.EmitMove(_variables[variable.Name]));
    }

    private Value Lower(Member member)
    {
        Value target = Lower(member.Target);
        TraceType type = target.Type;
        while (type is PointerType pointer)
        {
            target = new Value(pointer.Target, target.IsNumber ? target.Operand : Load(target).Operand, MemoryOf(pointer.AddressSpace));
            type = pointer.Target;
        }

        if (type is RecordType record && record.Find(member.Name) is { } element)
            return Load(target with { Type = element.Type, Offset = target.Offset + element.Offset });
        StructField field = ((StructType)type).Find(member.Name)!;
        TraceType fieldType = TypeOf(member);
        Value place = target with { Type = fieldType, Offset = target.Offset + field.Offset };
        if (field is { Type: StringType { Capacity: 0 } } or { BitSize: < 0 })
            return DataLocation(target, field);
        if (!field.IsBitField)
            return Load(place);
        Operand unit = Load(place with { Type = new IntegerType(field.Type.Size * 8, IsSigned: false) }).Operand;
        Register shifted = _b.EmitOperation(ArithmeticOperator.ShiftLeft, unit, 64 - field.BitOffset - field.BitSize);
        bool isSigned = field.Type is IntegerType { IsSigned: true };
        return new Value(fieldType, _b.EmitOperation(isSigned ? ArithmeticOperator.ShiftRightArithmetic : ArithmeticOperator.ShiftRight, shifted, 64 - field.BitSize));
    }

    // A field of changing length: its low 16 bits say where the text is in the event.
    private Value DataLocation(Value target, StructField field)
    {
        Register where = _b.EmitLoad(Context(), target.Offset + field.Offset, 4);
        Register text = _b.EmitOperation(ArithmeticOperator.Add, Context(), _b.EmitOperation(ArithmeticOperator.And, where, 0xffff));
        return new Value(new PointerType(IntegerType.Int8, AddressSpace.Kernel), text);
    }

    private static MemoryKind MemoryOf(AddressSpace space) => space switch
    {
        AddressSpace.User => MemoryKind.User,
        AddressSpace.Bpf => MemoryKind.Program,
        _ => MemoryKind.Kernel,
    };

    private bool IsUserAddress(TraceType type) => type is PointerType { AddressSpace: var space } && space != AddressSpace.Unknown
        ? space == AddressSpace.User
        : _program.Kind is ProbeKind.Uprobe or ProbeKind.Uretprobe or ProbeKind.Usdt || (_program.Kind == ProbeKind.Tracepoint && _program.Targets[0].Category is "syscalls" or "raw_syscalls");

    private Value Lower(Index index, TraceType type)
    {
        Value target = Lower(index.Target);
        Operand position = Number(index.Position);
        if (target.Type is PointerType pointer)
            target = new Value(pointer.Target, target.IsNumber ? target.Operand : Load(target).Operand, MemoryOf(pointer.AddressSpace));
        else if (target.Type is TupleType tuple)
            return Load(target with { Type = type, Offset = target.Offset + tuple.Elements[(int)position.Immediate].Offset });
        int size = Math.Max(1, type.Size);
        if (!position.IsRegister)
            return Load(target with { Type = type, Offset = checked(target.Offset + (int)(position.Immediate * size)) });
        Register address = _b.EmitOperation(ArithmeticOperator.Add, AddressOf(target), _b.EmitOperation(ArithmeticOperator.Multiply, position, size));
        // Beyond what the verifier can follow, memory is read as the kernel's.
        return Load(new Value(type, address, target.Memory == MemoryKind.User ? MemoryKind.User : MemoryKind.Kernel));
    }

    private Value Lower(Unary unary, TraceType type)
    {
        switch (unary.Operator)
        {
            case UnaryOperator.Not:
                return Truth(unary, type);
            case UnaryOperator.Negate:
                Operand negated = Number(unary.Operand);
                return new Value(type, negated.IsRegister ? _b.EmitNegate(negated.Register) : -negated.Immediate);
            case UnaryOperator.BitwiseNot:
                return new Value(type, _b.EmitOperation(ArithmeticOperator.Xor, Number(unary.Operand), -1));
            case UnaryOperator.Dereference:
                TraceType pointed = TypeOf(unary.Operand);
                MemoryKind memory = pointed is PointerType pointer ? MemoryOf(pointer.AddressSpace) : IsUserAddress(pointed) ? MemoryKind.User : MemoryKind.Kernel;
                return Load(new Value(type, Number(unary.Operand), memory));
            case UnaryOperator.AddressOf:
                return new Value(type, AddressOfOperand(unary));
            default:
                return Step(unary, type);
        }
    }

    private Register AddressOfOperand(Unary unary) => unary.Operand switch
    {
        Member member when Place(member) is { } place => AddressOf(place),
        ScratchVariable variable when !InRegister(_program.Variables[variable.Name]) => AddressOf(VariableObject(variable.Name, _program.Variables[variable.Name])),
        _ => throw _script.Error(unary, "the address of this cannot be taken", "take it of a struct's member: &$p.member"),
    };

    private Value? Place(Member member)
    {
        Value target = Lower(member.Target);
        if (target.Type is PointerType pointer)
            target = new Value(pointer.Target, target.IsNumber ? target.Operand : Load(target).Operand, MemoryOf(pointer.AddressSpace));
        return target.Type is StructType structure && structure.Find(member.Name) is { IsBitField: false } field ? target with { Type = field.Type, Offset = target.Offset + field.Offset } : null;
    }

    private Value Step(Unary unary, TraceType type)
    {
        long by = unary.Operator == UnaryOperator.Increment ? 1 : -1;
        if (unary.Operand is MapReference map)
            return new Value(type, Update(map, old => _b.EmitOperation(ArithmeticOperator.Add, old, by), givesOld: unary.IsPostfix));
        ScratchVariable variable = (ScratchVariable)unary.Operand;
        Operand before = Read(variable).Operand;
        long size = TypeOf(variable) is PointerType { Target.Size: > 1 and var step } ? step : 1;
        Register after = _b.EmitOperation(ArithmeticOperator.Add, before, by * size);
        SetVariable(variable, after);
        return new Value(type, unary.IsPostfix ? before : after);
    }

    private Value Lower(BinaryExpression binary, TraceType type)
    {
        if (type is BooleanType)
            return Truth(binary, type);
        Operand left = Number(binary.Left);
        Operand right = Number(binary.Right);
        return new Value(type, Combine(binary.Operator, binary.Left, binary.Right, left, right));
    }

    private Operand Combine(BinaryOperator op, Expression leftSyntax, Expression rightSyntax, Operand left, Operand right)
    {
        TraceType leftType = TypeOf(leftSyntax);
        TraceType rightType = TypeOf(rightSyntax);
        bool isSigned = ProgramBinder.IsSigned(leftSyntax, leftType, rightSyntax, rightType);
        if (op is BinaryOperator.Add or BinaryOperator.Subtract)
        {
            if (leftType is PointerType { Target.Size: > 1 and var size } && rightType is not PointerType)
                right = Scaled(right, size);
            else if (rightType is PointerType { Target.Size: > 1 and var other } && leftType is not PointerType)
                left = Scaled(left, other);
        }

        ArithmeticOperator arithmetic = op switch
        {
            BinaryOperator.Add => ArithmeticOperator.Add,
            BinaryOperator.Subtract => ArithmeticOperator.Subtract,
            BinaryOperator.Multiply => ArithmeticOperator.Multiply,
            BinaryOperator.Divide => isSigned ? ArithmeticOperator.SignedDivide : ArithmeticOperator.Divide,
            BinaryOperator.Modulo => isSigned ? ArithmeticOperator.SignedModulo : ArithmeticOperator.Modulo,
            BinaryOperator.And => ArithmeticOperator.And,
            BinaryOperator.Or => ArithmeticOperator.Or,
            BinaryOperator.ExclusiveOr => ArithmeticOperator.Xor,
            BinaryOperator.ShiftLeft => ArithmeticOperator.ShiftLeft,
            BinaryOperator.ShiftRight => ProgramBinder.IsSigned(leftType) ? ArithmeticOperator.ShiftRightArithmetic : ArithmeticOperator.ShiftRight,
            _ => throw _script.Error(leftSyntax, $"{op} cannot be combined with an assignment"),
        };
        return _b.EmitOperation(arithmetic, left, right);
    }

    private Operand Scaled(Operand count, int size) => count.IsRegister ? _b.EmitOperation(ArithmeticOperator.Multiply, count, size) : count.Immediate * size;

    private Value Lower(Conditional conditional, TraceType type)
    {
        BasicBlock then = _b.NewBlock("then");
        BasicBlock other = _b.NewBlock("else");
        BasicBlock next = _b.NewBlock("next");
        if (InRegister(type))
        {
            Register result = _b.NewRegister();
            Branch(conditional.Condition, then, other);
            _b.CurrentBlock = then;
            _b.EmitMove(result, conditional.WhenTrue is null ? Number(conditional.Condition) : Number(conditional.WhenTrue));
            _b.EmitJump(next);
            _b.CurrentBlock = other;
            _b.EmitMove(result, Number(conditional.WhenFalse));
            _b.EmitJump(next);
            _b.CurrentBlock = next;
            return new Value(type, result);
        }

        Value place = NewObject(type);
        Branch(conditional.Condition, then, other);
        _b.CurrentBlock = then;
        LowerInto(conditional.WhenTrue ?? conditional.Condition, place, pads: true);
        _b.EmitJump(next);
        _b.CurrentBlock = other;
        LowerInto(conditional.WhenFalse, place, pads: true);
        _b.EmitJump(next);
        _b.CurrentBlock = next;
        return place;
    }

    private Value Convert(Cast cast, TraceType type)
    {
        Value value = Lower(cast.Operand);
        if (type is ArrayType && value.IsNumber)
        {
            Value place = NewObject(type);
            _b.EmitStore(InRegister(place.Operand), place.Offset, Math.Min(8, type.Size), value.Operand);
            return place;
        }

        if (!InRegister(type))
            return value with { Type = type };
        Operand number = value.IsNumber ? value.Operand : value.Type is ArrayType or StringType && type is IntegerType ? Load(value with { Type = type }).Operand : LoadNumber(value);
        int bits = type.Size * 8;
        if (type is BooleanType)
            return new Value(type, Truth(number));
        if (bits >= 64 || type is not (IntegerType or EnumType))
            return new Value(type, number);
        bool isSigned = type is IntegerType { IsSigned: true };
        Register register = InRegister(number);
        return new Value(type, isSigned ? _b.EmitSignExtend(register, bits) : _b.EmitZeroExtend(register, bits));
    }

    /// <summary>The value of an expression that is known now, or null.</summary>
    private long? Literal(Expression expression) => expression switch
    {
        IntegerLiteral literal => (long)literal.Value,
        BooleanLiteral literal => literal.Value ? 1 : 0,
        Unary { Operator: UnaryOperator.Negate, Operand: var operand } => -Literal(operand),
        PositionalCount => _script.Script.Parameters.Count,
        PositionalParameter parameter => _script.ParameterNumber(parameter),
        Identifier identifier => _script.Script.Types.FindEnumerator(identifier.Name)?.Value ?? _script.Constants(identifier.Name),
        _ => null,
    };
}

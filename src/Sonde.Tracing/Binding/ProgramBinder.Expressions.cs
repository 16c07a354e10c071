using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;
using Index = Sonde.Tracing.Syntax.Index;
using TupleElement = Sonde.Tracing.Syntax.TupleElement;

namespace Sonde.Tracing.Binding;

internal sealed partial class ProgramBinder
{
    /// <summary>The type of an expression; what is not known yet counts as an integer until the last pass.</summary>
    private TraceType TypeOf(Expression expression)
    {
        TraceType type = Find(expression);
        _types[expression] = type;
        return type;
    }

    private TraceType Find(Expression expression) => expression switch
    {
        IntegerLiteral literal => literal.IsDuration || literal.Value > long.MaxValue ? IntegerType.UInt64 : IntegerType.Int64,
        BooleanLiteral => new BooleanType(),
        StringLiteral text => new StringType(System.Text.Encoding.UTF8.GetByteCount(text.Value) + 1),
        PositionalParameter => IntegerType.Int64,
        PositionalCount => IntegerType.Int64,
        Identifier identifier => Builtin(identifier),
        ScratchVariable variable => Variable(variable),
        MapReference map => Read(map),
        Call call => TypeOfCall(call),
        Unary unary => Find(unary),
        BinaryExpression binary => Find(binary),
        Conditional conditional => Find(conditional),
        Cast cast => Find(cast),
        SizeOf size => FindSize(size),
        OffsetOf offset => FindOffset(offset),
        Member member => Find(member),
        TupleElement element => Find(element),
        Index index => Find(index),
        TupleLiteral tuple => TupleType.Of([.. tuple.Elements.Select(e => Stored(Whole(e)))]),
        RecordLiteral record => RecordType.Of([.. record.Names.Zip(record.Values, (name, value) => (name, Stored(Whole(value))))]),
        BlockExpression block => Find(block),
        Comptime comptime => TypeOf(comptime.Operand),
        Discard => new NoneType(),
        _ => Unsupported(expression),
    };

    private TraceType Unsupported(Expression expression)
    {
        Error(expression, $"{expression.GetType().Name} is not supported here");
        return IntegerType.UInt64;
    }

    private TraceType Whole(Expression expression)
    {
        TraceType type = TypeOf(expression);
        if (type is NoneType && script.IsLastPass)
            Error(expression, "this has no value");
        return type is VoidType or NoneType ? IntegerType.UInt64 : type;
    }

    private TraceType Variable(ScratchVariable variable)
    {
        if (_variables.TryGetValue(variable.Name, out TraceType? type))
            return type;
        if (script.IsLastPass)
            Error(variable, $"${variable.Name} is used before it is assigned");
        return IntegerType.UInt64;
    }

    private TraceType Read(MapReference reference)
    {
        MapSymbol map = Touch(reference);
        if (map.Value is not null)
            return ValueOf(map.Value);
        if (script.IsLastPass)
            Error(reference, $"{map} is never assigned");
        return IntegerType.Int64;
    }

    private TraceType Find(Unary unary)
    {
        TraceType type = TypeOf(unary.Operand);
        switch (unary.Operator)
        {
            case UnaryOperator.Dereference when type is PointerType pointer:
                return pointer.Target;
            case UnaryOperator.Dereference when type is IntegerType:
                return IntegerType.UInt64;
            case UnaryOperator.Dereference:
                Error(unary, $"{type} is no pointer");
                return IntegerType.UInt64;
            case UnaryOperator.AddressOf:
                return new PointerType(type, unary.Operand is Member or Index or Unary ? PointerSpace : AddressSpace.Bpf);
            case UnaryOperator.Not:
                return new BooleanType();
            case UnaryOperator.Increment or UnaryOperator.Decrement:
                return Step(unary, type);
            case UnaryOperator.Negate:
                return IntegerType.Int64;
            default:
                return type is IntegerType ? Stored(type) : IntegerType.UInt64;
        }
    }

    private TraceType Step(Unary unary, TraceType type)
    {
        if (unary.Operand is MapReference reference)
        {
            MapSymbol map = script.Map(reference);
            map.Value ??= IntegerType.Int64;
            if (map.Value.IsAggregation)
                Error(unary, $"{map} holds {map.Value}, which cannot be counted up or down");
            return ValueOf(map.Value);
        }

        if (unary.Operand is not ScratchVariable)
            Error(unary, "only a $variable or a @map can be counted up or down");
        return type;
    }

    private TraceType Find(BinaryExpression binary)
    {
        TraceType left = TypeOf(binary.Left);
        TraceType right = TypeOf(binary.Right);
        if (binary.Operator is BinaryOperator.LogicalAnd or BinaryOperator.LogicalOr)
            return new BooleanType();
        if (binary.Operator is >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual)
        {
            CheckComparison(binary, left, right);
            return new BooleanType();
        }

        if (left is PointerType && right is IntegerType or EnumType or BooleanType)
            return left;
        if (right is PointerType && left is IntegerType && binary.Operator == BinaryOperator.Add)
            return right;
        if ((!IsScalar(left) || !IsScalar(right)) && script.IsLastPass)
            Error(binary, $"{left} and {right} cannot be combined so");
        return IsSigned(binary.Left, left, binary.Right, right) ? IntegerType.Int64 : IntegerType.UInt64;
    }

    private void CheckComparison(BinaryExpression binary, TraceType left, TraceType right)
    {
        bool isText = left is StringType or BufferType && right is StringType or BufferType;
        bool isEqual = binary.Operator is BinaryOperator.Equal or BinaryOperator.NotEqual;
        bool isWhole = isEqual && left.Size == right.Size && left is ArrayType or TupleType or UserSymbolType or InetType or MacAddressType or UserStackType or KernelStackType;
        if ((IsScalar(left) && IsScalar(right)) || (isText && isEqual) || isWhole || !script.IsLastPass)
            return;
        Error(binary, isText ? "strings compare with == and != only" : $"{left} and {right} cannot be compared");
    }

    /// <summary>Whether an operation is signed: a literal follows the other side; otherwise as in C, an unsigned 64-bit operand decides.</summary>
    internal static bool IsSigned(Expression left, TraceType leftType, Expression right, TraceType rightType)
    {
        if (left is IntegerLiteral && right is not IntegerLiteral)
            return IsSigned(rightType);
        if (right is IntegerLiteral && left is not IntegerLiteral)
            return IsSigned(leftType);
        return IsSigned(leftType) && IsSigned(rightType);
    }

    /// <summary>Whether values of the type are signed.</summary>
    internal static bool IsSigned(TraceType type) => type switch
    {
        IntegerType integer => integer.IsSigned || integer.Bits < 32,
        EnumType { IsSigned: true } => true,
        _ => false,
    };

    private TraceType Find(Conditional conditional)
    {
        Scalar(conditional.Condition, "a condition");
        TraceType whenTrue = conditional.WhenTrue is null ? TypeOf(conditional.Condition) : TypeOf(conditional.WhenTrue);
        TraceType whenFalse = TypeOf(conditional.WhenFalse);
        if (Merge(Stored(whenTrue), Stored(whenFalse)) is { } merged)
            return merged;
        if (script.IsLastPass)
            Error(conditional, $"the two sides are {whenTrue} and {whenFalse}", "both must be of one type");
        return whenTrue;
    }

    private TraceType Find(Cast cast)
    {
        TraceType from = TypeOf(cast.Operand);
        TraceType to = Named(cast.Type);
        if (to is PointerType pointer && from is PointerType { AddressSpace: var space } && space != AddressSpace.Unknown)
            return Repoint(pointer, space);
        if (to is StructType && script.IsLastPass && from is not StructType)
            Error(cast, $"{from} cannot become {to}", $"cast to a pointer: ({to} *)");
        return to;
    }

    private static PointerType Repoint(PointerType pointer, AddressSpace space) =>
        new(pointer.Target is PointerType inner ? Repoint(inner, space) : pointer.Target, space);

    private IntegerType FindSize(SizeOf size)
    {
        if (size.Type is not null)
            Named(size.Type);
        else if (size.Operand is not null)
            TypeOf(size.Operand);
        return IntegerType.UInt64;
    }

    private IntegerType FindOffset(OffsetOf offset)
    {
        if (ScriptBinder.OffsetOf(offset.Type is not null ? Named(offset.Type) : TypeOf(offset.Operand!), offset.Path) is null)
            Error(offset, $"there is no member {string.Join('.', offset.Path)}");
        return IntegerType.UInt64;
    }

    private TraceType Find(Member member)
    {
        TraceType type = TypeOf(member.Target);
        AddressSpace space = AddressSpace.Kernel;
        while (type is PointerType pointer)
            (type, space) = (pointer.Target, pointer.AddressSpace);
        switch (type)
        {
            case StructType structure when structure.Find(member.Name) is { Type: StringType { Capacity: 0 } }:
                // A field of changing length is read through str().
                return new PointerType(IntegerType.Int8, AddressSpace.Kernel);
            case StructType structure when structure.Find(member.Name) is { } field:
                return field.Type is PointerType inner && space == AddressSpace.User ? Repoint(inner, space) : field.Type;
            case RecordType record when record.Find(member.Name) is { } field:
                return field.Type;
            case StructType structure:
                Error(member, $"{structure} has no member {member.Name}", Near(member.Name, structure));
                break;
            default:
                if (script.IsLastPass)
                    Error(member, $"{type} has no members", type is IntegerType ? $"cast it to a pointer to its struct first: ((struct NAME *)...)->{member.Name}" : null);
                break;
        }

        return IntegerType.UInt64;
    }

    private static string? Near(string name, StructType structure) =>
        NearestName.Find(name, structure.Fields.Select(f => f.Name).Where(n => n.Length > 0)) is { } near ? $"did you mean {near}?" : null;

    private TraceType Find(TupleElement element)
    {
        switch (TypeOf(element.Target))
        {
            case TupleType tuple when element.Index >= 0 && element.Index < tuple.Elements.Count:
                return tuple.Elements[element.Index].Type;
            case TupleType tuple:
                Error(element, $"the tuple has {tuple.Elements.Count} elements");
                break;
            case var other when script.IsLastPass:
                Error(element, $"{other} is no tuple");
                break;
        }

        return IntegerType.UInt64;
    }

    private TraceType Find(Index index)
    {
        TypeOf(index.Position);
        switch (TypeOf(index.Target))
        {
            case ArrayType array:
                return array.Element;
            case PointerType pointer:
                return pointer.Target;
            case StringType:
                return IntegerType.Int8;
            case TupleType tuple when index.Position is IntegerLiteral { Value: var at } && at < (ulong)tuple.Elements.Count:
                return tuple.Elements[(int)at].Type;
            case var other:
                if (script.IsLastPass)
                    Error(index, $"{other} has no elements");
                return IntegerType.UInt64;
        }
    }

    private TraceType Find(BlockExpression block)
    {
        foreach (Statement statement in block.Statements)
            Bind(statement);
        return block.Result is null ? new NoneType() : TypeOf(block.Result);
    }
}

namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>Computes constant expressions of C: values of enum constants, sizes of arrays, conditions of the preprocessor.</summary>
internal static class ConstantFolder
{
    /// <summary>The value of an expression in 64 bits; false if it is not constant, where <paramref name="named"/> says what names are worth.</summary>
    public static bool TryEvaluate(Expression expression, Func<string, long?> named, out long value)
    {
        var result = TreeDepth.IsExceededBy(expression) ? null : Evaluate(expression, named);
        value = result ?? 0;
        return result is not null;
    }

    private static long? Evaluate(Expression expression, Func<string, long?> named) => expression switch
    {
        IntegerLiteral literal => unchecked((long)literal.Value),
        BooleanLiteral literal => literal.Value ? 1 : 0,
        Identifier identifier => named(identifier.Name),
        Unary unary => Evaluate(unary.Operand, named) is { } operand ? Apply(unary.Operator, operand) : null,
        BinaryExpression binary => EvaluateBinary(binary, named),
        Conditional { WhenTrue: { } whenTrue } choice => Evaluate(choice.Condition, named) is { } condition
            ? Evaluate(condition != 0 ? whenTrue : choice.WhenFalse, named)
            : null,
        Cast cast => Evaluate(cast.Operand, named),
        SizeOf { Type: { } type } => SizeOfType(type),
        _ => null,
    };

    private static long? EvaluateBinary(BinaryExpression binary, Func<string, long?> named)
    {
        if (Evaluate(binary.Left, named) is not { } left)
            return null;

        if (binary.Operator == BinaryOperator.LogicalAnd && left == 0)
            return 0;

        if (binary.Operator == BinaryOperator.LogicalOr && left != 0)
            return 1;

        return Evaluate(binary.Right, named) is { } right ? Apply(binary.Operator, left, right) : null;
    }

    private static long? Apply(UnaryOperator unaryOperator, long operand) => unaryOperator switch
    {
        UnaryOperator.Not => operand == 0 ? 1 : 0,
        UnaryOperator.BitwiseNot => ~operand,
        UnaryOperator.Negate => unchecked(-operand),
        _ => null,
    };

    private static long? Apply(BinaryOperator binaryOperator, long left, long right) => unchecked(binaryOperator switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide => right == 0 ? null : right == -1 ? -left : left / right,
        BinaryOperator.Modulo => right == 0 ? null : right == -1 ? 0 : left % right,
        BinaryOperator.And => left & right,
        BinaryOperator.Or => left | right,
        BinaryOperator.ExclusiveOr => left ^ right,
        BinaryOperator.ShiftLeft => left << (int)right,
        BinaryOperator.ShiftRight => left >> (int)right,
        BinaryOperator.Equal => left == right ? 1 : 0,
        BinaryOperator.NotEqual => left != right ? 1 : 0,
        BinaryOperator.Less => left < right ? 1 : 0,
        BinaryOperator.LessOrEqual => left <= right ? 1 : 0,
        BinaryOperator.Greater => left > right ? 1 : 0,
        BinaryOperator.GreaterOrEqual => left >= right ? 1 : 0,
        BinaryOperator.LogicalAnd => right != 0 ? 1 : 0,
        BinaryOperator.LogicalOr => right != 0 ? 1 : 0,
        _ => null,
    });

    /// <summary>The size of a type that has one everywhere on 64-bit Linux.</summary>
    private static long? SizeOfType(TypeSyntax type)
    {
        if (type.ArraySizes.Count > 0)
            return null;

        if (type.PointerDepth > 0)
            return 8;

        return type.Keyword != TypeKeyword.None ? null : type.Name switch
        {
            "char" or "signed char" or "unsigned char" or "bool" or "int8" or "uint8" or "int8_t" or "uint8_t" or "u8" or "s8" or "__u8" or "__s8" => 1,
            "short" or "unsigned short" or "int16" or "uint16" or "int16_t" or "uint16_t" or "u16" or "s16" or "__u16" or "__s16" => 2,
            "int" or "unsigned int" or "int32" or "uint32" or "int32_t" or "uint32_t" or "u32" or "s32" or "__u32" or "__s32" => 4,
            "long" or "unsigned long" or "long long" or "unsigned long long" or "int64" or "uint64" or "int64_t" or "uint64_t" or "size_t" => 8,
            "u64" or "s64" or "__u64" or "__s64" => 8,
            _ => null,
        };
    }
}

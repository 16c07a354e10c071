namespace Sonde.Tracing.Syntax.Printing;

/// <summary>How expressions are written, with the parentheses they need and no others.</summary>
internal static class ExpressionText
{
    private const int ConditionalPrecedence = 0;
    private const int UnaryPrecedence = 11;
    private const int PostfixPrecedence = 12;

    /// <summary>An expression in its canonical form. A block inside has its lines indented by two blanks.</summary>
    public static string Of(Expression expression) => expression switch
    {
        IntegerLiteral literal => LiteralText.Number(literal),
        BooleanLiteral literal => literal.Value ? "true" : "false",
        StringLiteral literal => LiteralText.Quote(literal.Value),
        PositionalParameter parameter => $"${parameter.Index}",
        PositionalCount => "$#",
        Identifier identifier => identifier.Name,
        ScratchVariable variable => "$" + variable.Name,
        Discard => "_",
        MapReference map => "@" + map.Name + (map.Key is null ? "" : $"[{Key(map.Key)}]"),
        Call call => $"{call.Name}({Join(call.Arguments)})",
        Unary unary => OfUnary(unary),
        BinaryExpression binary => OfBinary(binary),
        Conditional conditional => OfConditional(conditional),
        Cast cast => $"({TypeText.Of(cast.Type)}){Inside(cast.Operand, UnaryPrecedence)}",
        SizeOf size => $"sizeof({TypeOr(size.Type, size.Operand)})",
        OffsetOf offset => $"offsetof({TypeOr(offset.Type, offset.Operand)}, {string.Join('.', offset.Path)})",
        TypeOf { Operand: null, Type: { Keyword: not TypeKeyword.None } type } => $"typeof({TypeText.Of(type)})",
        TypeOf type => $"typeof({TypeOr(type.Type, type.Operand)})",
        TypeInfo type => $"typeinfo({TypeOr(type.Type, type.Operand)})",
        Comptime comptime => "comptime " + Inside(comptime.Operand, UnaryPrecedence),
        Member member => $"{Inside(member.Target, PostfixPrecedence)}.{member.Name}",
        TupleElement element => $"{Inside(element.Target, PostfixPrecedence)}.{element.Index}",
        Index index => $"{IndexTarget(index.Target)}[{Of(index.Position)}]",
        TupleLiteral tuple => $"({Join(tuple.Elements)}{(tuple.Elements.Count == 1 ? "," : "")})",
        RecordLiteral record => $"({string.Join(", ", record.Names.Zip(record.Values, (name, value) => $"{name} = {Of(value)}"))})",
        BlockExpression block => StatementText.OfBlock(block.Statements, block.Result),
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };

    /// <summary>Whether a choice is written with <c>if</c>: both branches are blocks.</summary>
    public static bool IsIf(Conditional conditional) =>
        conditional is { WhenTrue: BlockExpression, WhenFalse: BlockExpression } or { WhenTrue: BlockExpression, WhenFalse: Conditional { WhenTrue: BlockExpression } };

    /// <summary>An expression as one operand: in parentheses if it has operators.</summary>
    public static string Operand(Expression expression) => Inside(expression, PostfixPrecedence);

    private static string Key(Expression key) => key is TupleLiteral { Elements.Count: > 1 } tuple ? Join(tuple.Elements) : Of(key);

    private static string Join(IReadOnlyList<Expression> expressions) => string.Join(", ", expressions.Select(Of));

    private static string TypeOr(TypeSyntax? type, Expression? operand) => type is not null ? TypeText.Of(type) : ForSizeOf(operand!);

    /// <summary>A name with an index alone would be read as an array type.</summary>
    private static string ForSizeOf(Expression operand) => operand is Index ? $"({Of(operand)})" : Of(operand);

    /// <summary>A map without a key in parentheses, or the index would be its key.</summary>
    private static string IndexTarget(Expression target) => target is MapReference { Key: null } ? $"({Of(target)})" : Inside(target, PostfixPrecedence);

    private static string Inside(Expression expression, int precedence) =>
        PrecedenceOf(expression) < precedence ? $"({Of(expression)})" : Of(expression);

    private static int PrecedenceOf(Expression expression) => expression switch
    {
        BinaryExpression binary => OperatorText.Precedence(binary.Operator),
        Conditional or BlockExpression => ConditionalPrecedence,
        Unary { IsPostfix: false } or Cast or Comptime => UnaryPrecedence,
        _ => PostfixPrecedence,
    };

    private static string OfUnary(Unary unary)
    {
        var spelling = OperatorText.Of(unary.Operator);
        if (unary.IsPostfix)
            return Inside(unary.Operand, PostfixPrecedence) + spelling;

        var operand = Inside(unary.Operand, UnaryPrecedence);
        return operand[0] == spelling[^1] ? $"{spelling}({operand})" : spelling + operand;
    }

    private static string OfBinary(BinaryExpression binary)
    {
        var precedence = OperatorText.Precedence(binary.Operator);
        return $"{Inside(binary.Left, precedence)} {OperatorText.Of(binary.Operator)} {Inside(binary.Right, precedence + 1)}";
    }

    private static string OfConditional(Conditional conditional)
    {
        if (IsIf(conditional))
            return $"if {StatementText.Condition(conditional.Condition)} {Of(conditional.WhenTrue!)} else {Of(conditional.WhenFalse)}";

        var condition = Inside(conditional.Condition, ConditionalPrecedence + 1);
        return conditional.WhenTrue is { } whenTrue
            ? $"{condition} ? {Of(whenTrue)} : {Of(conditional.WhenFalse)}"
            : $"{condition} ?: {Of(conditional.WhenFalse)}";
    }
}

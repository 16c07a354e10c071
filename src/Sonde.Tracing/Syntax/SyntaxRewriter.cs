namespace Sonde.Tracing.Syntax;

/// <summary>Makes a new tree of a tree; a pass overrides what it changes and calls the base for the rest.</summary>
public abstract class SyntaxRewriter
{
    /// <summary>The expression that stands for one.</summary>
    public virtual Expression Rewrite(Expression expression) => expression switch
    {
        MapReference { Key: { } key } map => map with { Key = Rewrite(key) },
        Call call => call with { Arguments = RewriteAll(call.Arguments) },
        Unary unary => unary with { Operand = Rewrite(unary.Operand) },
        BinaryExpression binary => binary with { Left = Rewrite(binary.Left), Right = Rewrite(binary.Right) },
        Conditional choice => choice with { Condition = Rewrite(choice.Condition), WhenTrue = RewriteOptional(choice.WhenTrue), WhenFalse = Rewrite(choice.WhenFalse) },
        Cast cast => cast with { Type = Rewrite(cast.Type), Operand = Rewrite(cast.Operand) },
        SizeOf size => size with { Type = RewriteOptional(size.Type), Operand = RewriteOptional(size.Operand) },
        OffsetOf offset => offset with { Type = RewriteOptional(offset.Type), Operand = RewriteOptional(offset.Operand) },
        TypeOf type => type with { Type = RewriteOptional(type.Type), Operand = RewriteOptional(type.Operand) },
        TypeInfo type => type with { Type = RewriteOptional(type.Type), Operand = RewriteOptional(type.Operand) },
        Comptime comptime => comptime with { Operand = Rewrite(comptime.Operand) },
        Member member => member with { Target = Rewrite(member.Target) },
        TupleElement element => element with { Target = Rewrite(element.Target) },
        Index index => index with { Target = Rewrite(index.Target), Position = Rewrite(index.Position) },
        TupleLiteral tuple => tuple with { Elements = RewriteAll(tuple.Elements) },
        RecordLiteral record => record with { Values = RewriteAll(record.Values) },
        BlockExpression block => block with { Statements = RewriteAll(block.Statements), Result = RewriteOptional(block.Result) },
        _ => expression,
    };

    /// <summary>The statement that stands for one.</summary>
    public virtual Statement Rewrite(Statement statement) => statement switch
    {
        ExpressionStatement expression => expression with { Expression = Rewrite(expression.Expression) },
        Assignment assignment => assignment with { Target = Rewrite(assignment.Target), Value = Rewrite(assignment.Value) },
        Let let => let with { Variable = Rewrite(let.Variable), Type = RewriteOptional(let.Type), Value = RewriteOptional(let.Value) },
        If choice => choice with { Condition = Rewrite(choice.Condition), Then = Rewrite(choice.Then), Else = choice.Else is null ? null : Rewrite(choice.Else) },
        While loop => loop with { Condition = Rewrite(loop.Condition), Body = Rewrite(loop.Body) },
        ForMap loop => loop with { Variable = Rewrite(loop.Variable), Map = Rewrite(loop.Map), Body = Rewrite(loop.Body) },
        ForRange loop => loop with { Variable = Rewrite(loop.Variable), From = Rewrite(loop.From), To = Rewrite(loop.To), Body = Rewrite(loop.Body) },
        Unroll loop => loop with { Count = Rewrite(loop.Count), Body = Rewrite(loop.Body) },
        Return jump => jump with { Value = RewriteOptional(jump.Value) },
        Block block => Rewrite(block),
        _ => statement,
    };

    /// <summary>The variable that stands for one.</summary>
    public virtual ScratchVariable Rewrite(ScratchVariable variable) => Rewrite((Expression)variable) as ScratchVariable ?? variable;

    /// <summary>The map that stands for one.</summary>
    public virtual MapReference Rewrite(MapReference map) => Rewrite((Expression)map) as MapReference ?? map;

    /// <summary>The type that stands for one.</summary>
    public virtual TypeSyntax Rewrite(TypeSyntax type) => type with { TypeOfOperand = RewriteOptional(type.TypeOfOperand), Element = RewriteOptional(type.Element) };

    /// <summary>The block that stands for one.</summary>
    public Block Rewrite(Block block) => block with { Statements = RewriteAll(block.Statements) };

    private Expression? RewriteOptional(Expression? expression) => expression is null ? null : Rewrite(expression);

    private TypeSyntax? RewriteOptional(TypeSyntax? type) => type is null ? null : Rewrite(type);

    private List<Expression> RewriteAll(IReadOnlyList<Expression> expressions) => [.. expressions.Select(Rewrite)];

    private List<Statement> RewriteAll(IReadOnlyList<Statement> statements) => [.. statements.Select(Rewrite)];
}

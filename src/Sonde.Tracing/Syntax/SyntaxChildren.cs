namespace Sonde.Tracing.Syntax;

/// <summary>The nodes below a node, for whoever walks a tree without caring for its kinds.</summary>
public static class SyntaxChildren
{
    /// <summary>The direct children, in the order of the source.</summary>
    public static IEnumerable<SyntaxNode> Of(SyntaxNode node) => node switch
    {
        Expression expression => OfExpression(expression),
        Statement statement => OfStatement(statement),
        Script script => [.. script.Definitions, .. script.Imports, .. script.Config, .. script.MapDeclarations, .. script.Macros, .. script.Functions, .. script.Probes],
        Probe probe => [.. probe.AttachPoints, .. Some(probe.Predicate), probe.Body],
        AttachPoint attachPoint => attachPoint.Alternatives,
        ConfigItem item => [item.Value],
        MapDeclaration map => Some(map.Size),
        MacroDefinition macro => [.. macro.Parameters, macro.Body],
        FunctionDefinition function => [.. function.Parameters, function.ReturnType, function.Body],
        FunctionParameter parameter => [parameter.Type],
        TypeSyntax type => [.. Some(type.TypeOfOperand), .. Some(type.Element)],
        StructDefinition definition => definition.Members,
        StructMember member => [member.Type],
        EnumDefinition definition => definition.Members,
        TypedefDefinition definition => [definition.Type],
        CPointerType type => [type.Target],
        CArrayType type => [type.Element],
        CFunctionType type => [type.ReturnType],
        CInlineType type => [type.Definition],
        _ => [],
    };

    private static IEnumerable<SyntaxNode> OfExpression(Expression expression) => expression switch
    {
        MapReference map => Some(map.Key),
        Call call => call.Arguments,
        Unary unary => [unary.Operand],
        BinaryExpression binary => [binary.Left, binary.Right],
        Conditional conditional => [conditional.Condition, .. Some(conditional.WhenTrue), conditional.WhenFalse],
        Cast cast => [cast.Type, cast.Operand],
        SizeOf size => [.. Some(size.Type), .. Some(size.Operand)],
        OffsetOf offset => [.. Some(offset.Type), .. Some(offset.Operand)],
        TypeOf type => [.. Some(type.Type), .. Some(type.Operand)],
        TypeInfo type => [.. Some(type.Type), .. Some(type.Operand)],
        Comptime comptime => [comptime.Operand],
        Member member => [member.Target],
        TupleElement element => [element.Target],
        Index index => [index.Target, index.Position],
        TupleLiteral tuple => tuple.Elements,
        RecordLiteral record => record.Values,
        BlockExpression block => [.. block.Statements, .. Some(block.Result)],
        _ => [],
    };

    private static IEnumerable<SyntaxNode> OfStatement(Statement statement) => statement switch
    {
        ExpressionStatement expression => [expression.Expression],
        Assignment assignment => [assignment.Target, assignment.Value],
        Let let => [let.Variable, .. Some(let.Type), .. Some(let.Value)],
        If choice => [choice.Condition, choice.Then, .. Some(choice.Else)],
        While loop => [loop.Condition, loop.Body],
        ForMap loop => [loop.Variable, loop.Map, loop.Body],
        ForRange loop => [loop.Variable, loop.From, loop.To, loop.Body],
        Unroll loop => [loop.Count, loop.Body],
        Return jump => Some(jump.Value),
        Block block => block.Statements,
        _ => [],
    };

    private static IEnumerable<SyntaxNode> Some(SyntaxNode? node) => node is null ? [] : [node];
}

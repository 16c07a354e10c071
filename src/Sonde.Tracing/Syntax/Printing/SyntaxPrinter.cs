using System.Text;

namespace Sonde.Tracing.Syntax.Printing;

/// <summary>Prints a tree, one node a line, children indented by one blank below it: the view of <c>-d ast</c>.</summary>
public static class SyntaxPrinter
{
    /// <summary>The whole script.</summary>
    public static string Print(Script script) => Print((SyntaxNode)script);

    /// <summary>A node and what is below it.</summary>
    public static string Print(SyntaxNode node)
    {
        var text = new StringBuilder();
        Append(text, node, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, SyntaxNode node, int depth)
    {
        while (node is ExpressionStatement statement)
            node = statement.Expression;
        text.Append(' ', depth).Append(Label(node)).Append('\n');
        switch (node)
        {
            case Probe probe:
                AppendGroup(text, "pred", probe.Predicate is null ? [] : [probe.Predicate], depth + 1);
                AppendAll(text, probe.Body.Statements, depth + 1);
                break;
            case If choice:
                Append(text, choice.Condition, depth + 1);
                AppendGroup(text, "then", choice.Then.Statements, depth + 1);
                AppendGroup(text, "else", choice.Else is Block otherwise ? otherwise.Statements : choice.Else is null ? [] : [choice.Else], depth + 1);
                break;
            case MapReference { Key: TupleLiteral { Elements.Count: > 1 } key }:
                AppendAll(text, key.Elements, depth + 1);
                break;
            case MacroDefinition macro:
                AppendAll(text, SyntaxChildren.Of(macro.Body), depth + 1);
                break;
            case FunctionDefinition function:
                AppendAll(text, function.Body.Statements, depth + 1);
                break;
            case CDefinition or TypeSyntax or AttachPoint:
                break;
            default:
                AppendAll(text, SyntaxChildren.Of(node).Where(child => child is not (TypeSyntax or MacroParameter or FunctionParameter)), depth + 1);
                break;
        }
    }

    private static void AppendAll(StringBuilder text, IEnumerable<SyntaxNode> nodes, int depth)
    {
        foreach (var node in nodes)
            Append(text, node, depth);
    }

    private static void AppendGroup(StringBuilder text, string name, IReadOnlyList<SyntaxNode> nodes, int depth)
    {
        if (nodes.Count == 0)
            return;

        text.Append(' ', depth).Append(name).Append('\n');
        AppendAll(text, nodes, depth + 1);
    }

    private static string Label(SyntaxNode node) => node switch
    {
        Expression expression => Label(expression),
        Statement statement => Label(statement),
        Script => "Program",
        Probe probe => (probe.Name is null ? "" : probe.Name + " = ") + string.Join(", ", probe.AttachPoints.Select(Label)),
        AttachPoint attachPoint => string.Join(" | ", attachPoint.Alternatives.Select(Label).Prepend(string.Join(':', [attachPoint.Provider, .. attachPoint.Parts]))),
        ConfigItem item => $"config: {item.Name}",
        MapDeclaration map => $"map declaration: @{map.Name} {map.Kind}",
        MacroDefinition or FunctionDefinition => Head(node),
        CDefinition definition => DefinitionText.Of(definition).Replace("\n", " ", StringComparison.Ordinal),
        TypeSyntax type => TypeText.Of(type),
        _ => node.GetType().Name,
    };

    private static string Head(SyntaxNode node) => node switch
    {
        MacroDefinition macro => $"macro: {macro.Name}({string.Join(", ", macro.Parameters.Select(parameter => Sigil(parameter.Kind) + parameter.Name))})",
        FunctionDefinition function => $"fn: {function.Name}({string.Join(", ", function.Parameters.Select(parameter => $"${parameter.Name} : {TypeText.Of(parameter.Type)}"))}) : {TypeText.Of(function.ReturnType)}",
        _ => "",
    };

    private static string Sigil(MacroParameterKind kind) => kind switch
    {
        MacroParameterKind.ScratchVariable => "$",
        MacroParameterKind.Map => "@",
        _ => "",
    };

    private static string Label(Expression expression) => expression switch
    {
        IntegerLiteral literal => "int: " + LiteralText.Number(literal),
        BooleanLiteral literal => literal.Value ? "bool: true" : "bool: false",
        StringLiteral literal => "string: " + LiteralText.Quote(literal.Value),
        PositionalParameter parameter => $"param: ${parameter.Index}",
        PositionalCount => "param: $#",
        Identifier identifier => "name: " + identifier.Name,
        ScratchVariable variable => "variable: $" + variable.Name,
        Discard => "discard",
        MapReference map => "map: @" + map.Name,
        Call call => "call: " + call.Name,
        Unary unary => OperatorText.Of(unary.Operator) + (unary.IsPostfix ? " (postfix)" : ""),
        BinaryExpression binary => OperatorText.Of(binary.Operator),
        Conditional => "?:",
        Cast cast => $"({TypeText.Of(cast.Type)})",
        SizeOf size => "sizeof:" + TypeLabel(size.Type),
        OffsetOf offset => $"offsetof:{TypeLabel(offset.Type)} .{string.Join('.', offset.Path)}",
        TypeOf type => "typeof:" + TypeLabel(type.Type),
        TypeInfo type => "typeinfo:" + TypeLabel(type.Type),
        Comptime => "comptime",
        Member member => "." + member.Name,
        TupleElement element => $".{element.Index}",
        Index => "[]",
        TupleLiteral => "tuple",
        RecordLiteral record => $"record: {string.Join(", ", record.Names)}",
        BlockExpression { Result: null } => "block",
        BlockExpression => "block with value",
        _ => expression.GetType().Name,
    };

    private static string TypeLabel(TypeSyntax? type) => type is null ? "" : " " + TypeText.Of(type);

    private static string Label(Statement statement) => statement switch
    {
        Assignment assignment => (assignment.Operator is { } binaryOperator ? OperatorText.Of(binaryOperator) : "") + "=",
        Let { Type: { } type } => "let : " + TypeText.Of(type),
        Import import => "import: " + import.Path,
        ForMap or ForRange => "for",
        Block => "block",
        _ => LabelByName(statement),
    };

    private static string LabelByName(Statement statement) => statement switch
    {
        Let => "let",
        If => "if",
        While => "while",
        Unroll => "unroll",
        Break => "break",
        Continue => "continue",
        _ => "return",
    };
}

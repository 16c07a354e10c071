using System.Text;

namespace Sonde.Tracing.Syntax.Printing;

/// <summary>How statements are written.</summary>
internal static class StatementText
{
    /// <summary>A block: each statement in a line of its own, indented by two blanks.</summary>
    public static string OfBlock(IReadOnlyList<Statement> statements, Expression? result = null)
    {
        var text = new StringBuilder("{\n");
        foreach (var statement in statements)
            AppendIndented(text, Of(statement));
        if (result is not null)
            AppendIndented(text, ExpressionText.Of(result));
        return text.Append('}').ToString();
    }

    /// <summary>A condition before a block, always in parentheses.</summary>
    public static string Condition(Expression condition) => condition switch
    {
        Comptime comptime => $"comptime ({ExpressionText.Of(comptime.Operand)})",
        RecordLiteral or TupleLiteral => ExpressionText.Of(condition),
        _ => $"({ExpressionText.Of(condition)})",
    };

    private static void AppendIndented(StringBuilder text, string lines) =>
        text.Append("  ").Append(lines.Replace("\n", "\n  ", StringComparison.Ordinal)).Append('\n');

    private static string Of(Statement statement) => statement switch
    {
        ExpressionStatement { Expression: BlockExpression or Conditional { WhenTrue: BlockExpression } } expression => $"({ExpressionText.Of(expression.Expression)});",
        ExpressionStatement expression => ExpressionText.Of(expression.Expression) + ";",
        Assignment assignment => OfAssignment(assignment),
        Let let => OfLet(let),
        If choice => OfIf(choice),
        While loop => $"while {Condition(loop.Condition)} {OfBlock(loop.Body.Statements)}",
        ForMap loop => $"for (${loop.Variable.Name} : {ExpressionText.Of(loop.Map)}) {OfBlock(loop.Body.Statements)}",
        ForRange loop => $"for (${loop.Variable.Name} : {ExpressionText.Operand(loop.From)}..{ExpressionText.Operand(loop.To)}) {OfBlock(loop.Body.Statements)}",
        Unroll loop => $"unroll {Condition(loop.Count)} {OfBlock(loop.Body.Statements)}",
        Break => "break;",
        Continue => "continue;",
        Return { Value: null } => "return;",
        Return jump => $"return {ExpressionText.Of(jump.Value)};",
        Import import => $"import {LiteralText.Quote(import.Path)};",
        Block block => OfBlock(block.Statements),
        _ => throw new ArgumentOutOfRangeException(nameof(statement)),
    };

    private static string OfAssignment(Assignment assignment)
    {
        var spelling = assignment.Operator is { } binaryOperator ? OperatorText.Of(binaryOperator) : "";
        return $"{ExpressionText.Of(assignment.Target)} {spelling}= {ExpressionText.Of(assignment.Value)};";
    }

    private static string OfLet(Let let)
    {
        var type = let.Type is null ? "" : " : " + TypeText.Of(let.Type);
        var value = let.Value is null ? "" : " = " + ExpressionText.Of(let.Value);
        return $"let ${let.Variable.Name}{type}{value};";
    }

    private static string OfIf(If choice)
    {
        var text = $"if {Condition(choice.Condition)} {OfBlock(choice.Then.Statements)}";
        return choice.Else is null ? text : $"{text} else {Of(choice.Else)}";
    }
}

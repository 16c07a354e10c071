using Sonde.Tracing.Syntax;

namespace Sonde.Tracing.Lowering;

/// <summary>Finds the loops of a probe's body that the kernel runs as callbacks.</summary>
internal static class CallbackSearch
{
    /// <summary>True where it has such a loop.</summary>
    public static bool HasCallbacks(Probe probe) => Count(probe.Body, s => s is ForMap or ForRange) > 0;

    /// <summary>How many loops over a range it has.</summary>
    public static int CountRanges(Probe probe) => Count(probe.Body, s => s is ForRange);

    private static int Count(Statement statement, Func<Statement, bool> isMeant) => (isMeant(statement) ? 1 : 0) + statement switch
    {
        Block block => Count(block.Statements, isMeant),
        If choice => Count(choice.Then, isMeant) + (choice.Else is { } other ? Count(other, isMeant) : 0),
        While loop => Count(loop.Body, isMeant),
        Unroll unroll => Count(unroll.Body, isMeant),
        ForMap loop => Count(loop.Body, isMeant),
        ForRange loop => Count(loop.Body, isMeant),
        ExpressionStatement { Expression: BlockExpression inner } => Count(inner.Statements, isMeant),
        Assignment { Value: BlockExpression inner } => Count(inner.Statements, isMeant),
        Let { Value: BlockExpression inner } => Count(inner.Statements, isMeant),
        _ => 0,
    };

    private static int Count(IReadOnlyList<Statement> statements, Func<Statement, bool> isMeant) => statements.Sum(s => Count(s, isMeant));
}

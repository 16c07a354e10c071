namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>Bounds the height and size of a tree: what the parser builds in a loop (<c>a + b + c ...</c>) others walk by recursion.</summary>
internal static class TreeDepth
{
    /// <summary>How many nodes may stand one below the other.</summary>
    public const int Maximum = 1000;

    /// <summary>How many nodes a script may have after its macros are expanded.</summary>
    public const int MaximumNodes = 4_000_000;

    /// <summary>Whether an expression is too deep to be walked by recursion.</summary>
    public static bool IsExceededBy(Expression expression) => FirstTooDeep(expression) is not null;

    /// <summary>Reports the first node that is too deep, or that the script is too large.</summary>
    public static void Check(Script script, DiagnosticBag diagnostics)
    {
        if (FirstTooDeep(script) is not { } node)
            return;

        if (node is Script)
            diagnostics.Error(script.Span with { End = script.Span.Start }, "the macros of this script make it too large");
        else
            diagnostics.Error(node.Span, $"more than {Maximum} operators stand one inside the other here", "split it into several statements");
    }

    /// <summary>A node below more than the maximum of others, the root itself if there are too many nodes, or null.</summary>
    private static SyntaxNode? FirstTooDeep(SyntaxNode root)
    {
        var pending = new Stack<(SyntaxNode Node, int Depth)>();
        pending.Push((root, 0));
        for (var nodes = 0; pending.TryPop(out var next); nodes++)
        {
            if (next.Depth > Maximum)
                return next.Node;

            if (nodes > MaximumNodes)
                return root;

            foreach (var child in SyntaxChildren.Of(next.Node))
                pending.Push((child, next.Depth + 1));
        }

        return null;
    }
}

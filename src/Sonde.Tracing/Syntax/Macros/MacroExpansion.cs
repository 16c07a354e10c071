using Sonde.Tracing.Syntax.Parsing;

namespace Sonde.Tracing.Syntax.Macros;

/// <summary>
/// Replaces uses of <c>macro</c> definitions by their bodies. Macros are hygienic: variables of a body are renamed at each use, and of maps a body sees only
/// its parameters. Macros of one name are told apart by their parameters; the one that takes most of them as variables and maps wins.
/// </summary>
public sealed class MacroExpansion : SyntaxRewriter
{
    private const int MaximumDepth = 32;
    private const int MaximumUses = 10_000;

    private readonly Dictionary<string, List<MacroDefinition>> _macros;
    private readonly DiagnosticBag _diagnostics = new();
    private readonly Stack<MacroDefinition> _active = [];
    private int _uses;
    private int _nodes;

    private MacroExpansion(IEnumerable<MacroDefinition> macros) =>
        _macros = macros.GroupBy(macro => macro.Name).ToDictionary(group => group.Key, group => group.ToList());

    /// <summary>
    /// Gives the script without macros. <paramref name="library"/> holds macros that come with the language; the script's own of the same name and
    /// parameters go before.
    /// </summary>
    /// <exception cref="TraceSyntaxException">A macro is used in a way it cannot be.</exception>
    public static ParsedScript Expand(ParsedScript parsed, IReadOnlyList<MacroDefinition>? library = null)
    {
        var script = parsed.Script;
        if (script.Macros.Count == 0 && library is null or { Count: 0 })
            return parsed;

        var expansion = new MacroExpansion([.. script.Macros, .. library ?? []]);
        var expanded = script with
        {
            Macros = [],
            Functions = [.. script.Functions.Select(function => function with { Body = expansion.Rewrite(function.Body) })],
            Probes = [.. script.Probes.Select(expansion.RewriteProbe)],
        };
        if (!expansion._diagnostics.HasErrors)
            TreeDepth.Check(expanded, expansion._diagnostics);
        return expansion._diagnostics.HasErrors
            ? throw new TraceSyntaxException(parsed.Source, expansion._diagnostics.Ordered())
            : parsed with { Script = expanded };
    }

    /// <inheritdoc/>
    public override Expression Rewrite(Expression expression) => ++_nodes > TreeDepth.MaximumNodes ? Refuse(expression) : expression switch
    {
        Call call when _macros.ContainsKey(call.Name) => UseAsValue(call, call.Name, call.Arguments),
        Identifier identifier when _macros.TryGetValue(identifier.Name, out var macros) && macros.Exists(macro => macro.Parameters.Count == 0) =>
            UseAsValue(identifier, identifier.Name, []),
        _ => base.Rewrite(expression),
    };

    /// <inheritdoc/>
    public override Statement Rewrite(Statement statement)
    {
        var body = statement switch
        {
            ExpressionStatement { Expression: Call call } when _macros.ContainsKey(call.Name) => Use(call, call.Name, call.Arguments),
            ExpressionStatement { Expression: Identifier identifier } when _macros.ContainsKey(identifier.Name) => Use(identifier, identifier.Name, []),
            _ => null,
        };
        if (body is null)
            return base.Rewrite(statement);

        var value = body.Result is null ? [] : (IEnumerable<Statement>)[new ExpressionStatement(body.Result) { Span = statement.Span }];
        return new Block([.. body.Statements, .. value]) { Span = statement.Span };
    }

    private Expression Refuse(Expression expression)
    {
        if (!_diagnostics.HasErrors)
            _diagnostics.Error(expression.Span, "the macros of this script make it too large");
        return expression;
    }

    private Probe RewriteProbe(Probe probe) =>
        probe with { Predicate = probe.Predicate is null ? null : Rewrite(probe.Predicate), Body = Rewrite(probe.Body) };

    private Expression UseAsValue(Expression use, string name, IReadOnlyList<Expression> arguments)
    {
        if (Use(use, name, arguments) is not { } body)
            return use;

        if (body.Result is null)
            _diagnostics.Error(use.Span, $"the macro '{name}' has no value", "its body has to end with an expression without ';' to be used as a value");
        return body.Statements.Count == 0 && body.Result is { } result ? result : body with { Span = use.Span };
    }

    /// <summary>The body with the arguments in place, macros in it expanded too; null after an error.</summary>
    private BlockExpression? Use(Expression use, string name, IReadOnlyList<Expression> arguments)
    {
        var expanded = arguments.Select(Rewrite).ToList();
        var macro = Choose(name, expanded);
        if (macro is null)
        {
            var known = string.Join(", ", _macros[name].Select(Signature));
            _diagnostics.Error(use.Span, $"no macro '{name}' takes these arguments", "known are " + known);
            return null;
        }

        if (_active.Contains(macro) || _active.Count >= MaximumDepth)
        {
            _diagnostics.Error(use.Span, $"the macro '{name}' uses itself", "a macro is text in place; use a loop instead");
            return null;
        }

        if (++_uses > MaximumUses)
        {
            _diagnostics.Error(use.Span, $"the macros of this script are used more than {MaximumUses} times");
            return null;
        }

        var substitution = new MacroSubstitution(macro, expanded, _uses, _diagnostics);
        _active.Push(macro);
        var body = (BlockExpression)base.Rewrite(substitution.Apply());
        _active.Pop();
        return body;
    }

    private MacroDefinition? Choose(string name, List<Expression> arguments) =>
        _macros[name].Where(macro => Fits(macro, arguments, true)).MaxBy(macro => macro.Parameters.Count(parameter => parameter.Kind != MacroParameterKind.Expression))
        ?? _macros[name].Find(macro => Fits(macro, arguments, false));

    /// <summary>Whether a macro takes these arguments; strictly, <c>$x</c> takes only a variable, otherwise any value that the body does not change.</summary>
    private static bool Fits(MacroDefinition macro, List<Expression> arguments, bool strictly) =>
        macro.Parameters.Count == arguments.Count && macro.Parameters.Zip(arguments).All(pair => pair.First.Kind switch
        {
            MacroParameterKind.ScratchVariable => !strictly || pair.Second is ScratchVariable,
            MacroParameterKind.Map => pair.Second is MapReference { Key: null },
            _ => true,
        });

    private static string Signature(MacroDefinition macro) => $"{macro.Name}({string.Join(", ", macro.Parameters.Select(parameter => parameter.Kind switch
    {
        MacroParameterKind.ScratchVariable => "$" + parameter.Name,
        MacroParameterKind.Map => "@" + parameter.Name,
        _ => parameter.Name,
    }))})";
}

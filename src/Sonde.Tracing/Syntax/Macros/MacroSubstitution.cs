using Sonde.Tracing.Syntax.Parsing;

namespace Sonde.Tracing.Syntax.Macros;

/// <summary>Puts the arguments of one use into a macro's body and gives the body's own variables names that nothing else has.</summary>
internal sealed class MacroSubstitution : SyntaxRewriter
{
    private readonly MacroDefinition _macro;
    private readonly DiagnosticBag _diagnostics;
    private readonly string _prefix;
    private readonly Dictionary<(MacroParameterKind Kind, string Name), Expression> _arguments = [];

    /// <summary>Prepares the use of a macro; <paramref name="number"/> is different for each use in a script.</summary>
    public MacroSubstitution(MacroDefinition macro, IReadOnlyList<Expression> arguments, int number, DiagnosticBag diagnostics)
    {
        _macro = macro;
        _diagnostics = diagnostics;
        _prefix = $"__{macro.Name}_{number}_";
        for (var index = 0; index < macro.Parameters.Count; index++)
            _arguments[(macro.Parameters[index].Kind, macro.Parameters[index].Name)] = arguments[index];
    }

    /// <summary>The body of this use.</summary>
    public BlockExpression Apply() => (BlockExpression)Rewrite(_macro.Body);

    /// <inheritdoc/>
    public override Expression Rewrite(Expression expression) => expression switch
    {
        ScratchVariable variable when _arguments.TryGetValue((MacroParameterKind.ScratchVariable, variable.Name), out var argument) => argument,
        ScratchVariable variable => Rewrite(variable),
        Unary { Operator: UnaryOperator.Increment or UnaryOperator.Decrement or UnaryOperator.AddressOf, Operand: ScratchVariable variable } unary =>
            unary with { Operand = Rewrite(variable) },
        MapReference map => Rewrite(map),
        Identifier identifier when _arguments.TryGetValue((MacroParameterKind.Expression, identifier.Name), out var argument) => argument,
        _ => base.Rewrite(expression),
    };

    /// <inheritdoc/>
    public override Statement Rewrite(Statement statement) => statement is Assignment { Target: ScratchVariable variable } assignment
        ? assignment with { Target = Rewrite(variable), Value = Rewrite(assignment.Value) }
        : base.Rewrite(statement);

    /// <summary>A variable that the body changes or declares: a parameter of that name needs one as its argument.</summary>
    public override ScratchVariable Rewrite(ScratchVariable variable)
    {
        if (!_arguments.TryGetValue((MacroParameterKind.ScratchVariable, variable.Name), out var argument))
            return variable with { Name = _prefix + variable.Name };

        if (argument is ScratchVariable other)
            return other;

        _diagnostics.Error(argument.Span, $"the macro '{_macro.Name}' changes its parameter ${variable.Name}", "give it a variable: $name");
        return variable;
    }

    /// <inheritdoc/>
    public override MapReference Rewrite(MapReference map)
    {
        var key = map.Key is null ? null : Rewrite(map.Key);
        if (_arguments.TryGetValue((MacroParameterKind.Map, map.Name), out var argument))
            return map with { Name = ((MapReference)argument).Name, Key = key };

        _diagnostics.Error(map.Span, $"the macro '{_macro.Name}' does not see the map @{map.Name}", $"make it a parameter: macro {_macro.Name}(@{map.Name})");
        return map with { Key = key };
    }
}

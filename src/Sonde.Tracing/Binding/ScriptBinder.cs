using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Binding;

/// <summary>Binds a script: resolves its probes, finds the types of its maps and of every expression, and reports what does not fit.</summary>
public sealed class ScriptBinder
{
    private const int LargestPassCount = 8;

    private readonly SourceText _source;
    private readonly Script _script;
    private readonly IReadOnlyList<string> _parameters;
    private readonly Func<string, long?> _constants;
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly Dictionary<string, MapSymbol> _maps = new(StringComparer.Ordinal);

    private ScriptBinder(SourceText source, Script script, TypeScope types, ScriptSettings settings, IReadOnlyList<string> parameters, Func<string, long?> constants)
    {
        _source = source;
        _script = script;
        _parameters = parameters;
        _constants = constants;
        Types = types;
        Settings = settings;
    }

    internal TypeScope Types { get; }

    internal ScriptSettings Settings { get; }

    /// <summary>True in the pass whose findings are reported.</summary>
    internal bool IsLastPass { get; private set; }

    /// <summary>Binds <paramref name="script"/>.</summary>
    /// <param name="source">Its text, for messages.</param>
    /// <param name="script">The parsed script.</param>
    /// <param name="kernel">The kernel's types.</param>
    /// <param name="catalogue">What can be attached to.</param>
    /// <param name="settings">What the environment and the command line set; the config block is added.</param>
    /// <param name="parameters">$1 and on.</param>
    /// <param name="constants">The constants of kernel headers, by name.</param>
    /// <exception cref="TraceSyntaxException">The script does not fit; all that is wrong is in it.</exception>
    public static BoundScript Bind(SourceText source, Script script, KernelTypes kernel, IProbeCatalogue catalogue, ScriptSettings settings, IReadOnlyList<string> parameters, Func<string, long?> constants)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(catalogue);
        return new ScriptBinder(source, script, new TypeScope(kernel, script.Definitions), settings, parameters, constants).Run(catalogue);
    }

    internal void Report(Diagnostic diagnostic)
    {
        if (IsLastPass && !_diagnostics.Contains(diagnostic))
            _diagnostics.Add(diagnostic);
    }

    internal MapSymbol Map(MapReference reference)
    {
        if (!_maps.TryGetValue(reference.Name, out MapSymbol? map))
            _maps[reference.Name] = map = new MapSymbol(reference.Name, _maps.Count) { FirstUse = reference.Span, MaximumKeys = Settings.MaximumMapKeys };
        return map;
    }

    /// <summary>The value of a constant of the kernel's headers, or null.</summary>
    internal long? Constant(string name) => _constants(name);

    /// <summary>The value of an expression that is known before the script runs, or null.</summary>
    internal long? Literal(Expression expression) => expression switch
    {
        IntegerLiteral literal => (long)literal.Value,
        BooleanLiteral literal => literal.Value ? 1 : 0,
        PositionalParameter parameter => ParameterNumber(parameter),
        PositionalCount => _parameters.Count,
        Unary { Operator: UnaryOperator.Negate, Operand: var operand } => -Literal(operand),
        Identifier identifier => Types.FindEnumerator(identifier.Name)?.Value ?? _constants(identifier.Name),
        _ => null,
    };

    /// <summary>The number that a positional parameter gives; 0 where it is not given.</summary>
    internal long ParameterNumber(PositionalParameter parameter)
    {
        if (parameter.Index < 1 || parameter.Index > _parameters.Count)
            return 0;
        string text = _parameters[parameter.Index - 1];
        if (NumberOf(text) is { } number)
            return number;
        Report(Diagnostic.Error(parameter.Span, $"${parameter.Index} is \"{text}\", not a number", $"str(${parameter.Index}) is the text"));
        return 0;
    }

    /// <summary>The number that a parameter's text is, decimal or hexadecimal, or null.</summary>
    internal static long? NumberOf(string text)
    {
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return isHex && ulong.TryParse(text.AsSpan(2), System.Globalization.NumberStyles.HexNumber, null, out ulong hex) ? (long)hex : long.TryParse(text, out long number) ? number : null;
    }

    /// <summary>The text of a positional parameter, from an offset on where one is added.</summary>
    internal string ParameterText(Expression expression) => TextOf(expression, _parameters);

    /// <summary>The text that a positional parameter among <paramref name="parameters"/> gives, from an offset on where one is added.</summary>
    internal static string TextOf(Expression expression, IReadOnlyList<string> parameters)
    {
        (PositionalParameter? parameter, long offset) = expression switch
        {
            PositionalParameter p => (p, 0L),
            BinaryExpression { Operator: BinaryOperator.Add, Left: PositionalParameter p, Right: IntegerLiteral right } => (p, (long)right.Value),
            _ => (null, 0L),
        };
        string text = parameter is { Index: var index and >= 1 } && index <= parameters.Count ? parameters[index - 1] : "";
        return offset <= 0 ? text : offset < text.Length ? text[(int)offset..] : "";
    }

    /// <summary>The offset of a member of a member, bytes, or null where there is none.</summary>
    internal static long? OffsetOf(TraceType type, IReadOnlyList<string> path)
    {
        long offset = 0;
        foreach (string name in path)
        {
            if (type is not StructType structure || structure.Find(name) is not { } field)
                return null;
            (offset, type) = (offset + field.Offset, field.Type);
        }

        return offset;
    }

    private BoundScript Run(IProbeCatalogue catalogue)
    {
        IsLastPass = true;
        Configure();
        if (_script.Probes.Count == 0)
            Report(Diagnostic.Error(_script.Span, "there is no probe in the script", "such as BEGIN { printf(\"hello\\n\"); exit(); }"));
        List<(Probe Probe, ProbeTarget Target)> pairs = Resolve(catalogue);
        ThrowIfWrong();
        string before;
        int passes = 0;
        IsLastPass = false;
        do
        {
            before = Signature();
            foreach ((Probe probe, ProbeTarget target) in pairs)
                new ProgramBinder(this, probe, target).Bind();
        }
        while (before != Signature() && ++passes < LargestPassCount);
        IsLastPass = true;
        List<BoundProgram> programs = Group(pairs);
        ThrowIfWrong();
        MapSymbol[] maps = [.. _maps.Values.Where(m => m.Value is not null)];
        return new BoundScript(_source, programs, maps, Settings, Types, _parameters, [.. _diagnostics]);
    }

    // Targets of one kind share a program where its body asks for nothing that differs between them.
    private List<BoundProgram> Group(List<(Probe Probe, ProbeTarget Target)> pairs)
    {
        List<BoundProgram> programs = [];
        Dictionary<(Probe, ProbeKind), int> shared = [];
        foreach ((Probe probe, ProbeTarget target) in pairs)
        {
            if (shared.TryGetValue((probe, target.Kind), out int at))
            {
                programs[at] = programs[at] with { Targets = [.. programs[at].Targets, target] };
                continue;
            }

            ProgramBinder binder = new(this, probe, target);
            programs.Add(binder.Bind());
            if (!binder.DependsOnTarget)
                shared[(probe, target.Kind)] = programs.Count - 1;
        }

        return programs;
    }

    private List<(Probe Probe, ProbeTarget Target)> Resolve(IProbeCatalogue catalogue)
    {
        List<(Probe, ProbeTarget)> pairs = [];
        foreach (Probe probe in _script.Probes)
        {
            foreach (AttachPoint point in probe.AttachPoints)
            {
                List<Diagnostic> problems = [];
                IReadOnlyList<ProbeTarget> targets = catalogue.Resolve(point, problems);
                if (targets.Count == 0 && problems.Count == 0)
                    problems.Add(Diagnostic.Error(point.Span, $"no probe matches {point.Text}"));
                foreach (Diagnostic problem in problems)
                    ReportMissing(problem);
                pairs.AddRange(targets.Select(t => (probe, t)));
            }
        }

        if (pairs.Count > Settings.MaximumProbes)
            Report(Diagnostic.Error(_script.Span, $"the script would attach {pairs.Count} probes, and max_probes allows {Settings.MaximumProbes}", "narrow the wildcard, or raise it: BPFTRACE_MAX_PROBES"));
        return pairs;
    }

    private void ReportMissing(Diagnostic problem)
    {
        if (Settings.MissingProbes == "error" || problem.Severity == DiagnosticSeverity.Warning)
            Report(problem);
        else if (Settings.MissingProbes == "warn")
            Report(problem with { Severity = DiagnosticSeverity.Warning });
    }

    private void Configure()
    {
        foreach (ConfigItem item in _script.Config)
        {
            string value = item.Value switch
            {
                StringLiteral text => text.Value,
                Identifier identifier => identifier.Name,
                BooleanLiteral literal => literal.Value ? "true" : "false",
                var other => Literal(other)?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
            };
            if (Settings.Set(item.Name, value) is { } problem)
                Report(Diagnostic.Error(item.Span, problem));
        }

        foreach (MapDeclaration declaration in _script.MapDeclarations)
        {
            MapSymbol map = Map(new MapReference(declaration.Name, null) { Span = declaration.Span });
            map.DeclaredKind = declaration.Kind;
            if (declaration.Size is not null && Literal(declaration.Size) is { } size and > 0)
                map.MaximumKeys = (int)Math.Min(size, int.MaxValue);
        }
    }

    private string Signature() => string.Join(';', _maps.Values.Select(m => $"{m.Name}:{m.IsUsed}:{m.Key}:{m.Value}"));

    private void ThrowIfWrong()
    {
        if (_diagnostics.Exists(d => d.Severity == DiagnosticSeverity.Error))
            throw new TraceSyntaxException(_source, [.. _diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
    }
}

using Sonde.Tracing.Binding;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Lowering;

/// <summary>Turns a bound script into programs of the intermediate form, with the maps and actions that they share.</summary>
public sealed class ScriptLowering
{
    private readonly BoundScript _script;
    private readonly List<CompiledMap> _maps = [];
    private readonly List<ScriptAction> _actions = [];
    private readonly List<string> _probeNames = [];

    private ScriptLowering(BoundScript script, Func<string, long?> constants, Func<string, ulong?> kernelSymbols)
    {
        _script = script;
        Constants = constants;
        KernelSymbols = kernelSymbols;
        foreach (MapSymbol symbol in script.Maps)
        {
            _maps.Add(new CompiledMap(_maps.Count, MapPurpose.Script, symbol.Name.Length == 0 ? "at" : symbol.Name)
            {
                Symbol = symbol,
                KeySize = symbol.Key is null ? 4 : Math.Max(8, (symbol.Key.Size + 7) & ~7),
                ValueSize = symbol.ValueSize,
                MaximumEntries = symbol.IsScalar ? 1 : symbol.MaximumKeys,
            });
        }
    }

    /// <summary>The constants of kernel headers.</summary>
    internal Func<string, long?> Constants { get; }

    /// <summary>The addresses of kernel symbols.</summary>
    internal Func<string, ulong?> KernelSymbols { get; }

    /// <summary>The script.</summary>
    internal BoundScript Script => _script;

    /// <summary>The only process whose events count, or null.</summary>
    internal int? FilterPid { get; private init; }

    /// <summary>The number of CPUs whose values a program may have to put together.</summary>
    internal int CpuCount { get; private init; } = 1;

    /// <summary>Lowers <paramref name="script"/>.</summary>
    /// <param name="script">The bound script.</param>
    /// <param name="cpuCount">The CPUs that the machine can have.</param>
    /// <param name="constants">The constants of kernel headers, by name.</param>
    /// <param name="kernelSymbols">The addresses of kernel symbols, by name, for kaddr().</param>
    /// <param name="filterPid">The only process whose events count, or null for all.</param>
    /// <exception cref="TraceSyntaxException">The script asks for what cannot be expressed.</exception>
    public static CompiledScript Lower(BoundScript script, int cpuCount, Func<string, long?> constants, Func<string, ulong?> kernelSymbols, int? filterPid = null)
    {
        ArgumentNullException.ThrowIfNull(script);
        ScriptLowering lowering = new(script, constants, kernelSymbols) { CpuCount = cpuCount, FilterPid = filterPid };
        List<CompiledProgram> programs = [];
        foreach (BoundProgram program in script.Programs)
            programs.Add(new CompiledProgram(program, new ProgramLowering(lowering, program, programs.Count).Lower()));
        return new CompiledScript(script, programs, lowering._maps, lowering._actions, lowering._probeNames);
    }

    /// <summary>The map that holds a script's map.</summary>
    internal CompiledMap MapOf(MapReference reference) => _maps.Find(m => m.Symbol?.Name == reference.Name) ?? throw Error(reference, $"@{reference.Name} is never assigned");

    /// <summary>A map of Sonde's own, made when first asked for.</summary>
    internal CompiledMap Own(MapPurpose purpose, int stackLimit = 0)
    {
        if (_maps.Find(m => m.Purpose == purpose && m.StackLimit == stackLimit) is { } known)
            return known;
        CompiledMap made = new(_maps.Count, purpose, $"sonde_{purpose.ToString().ToLowerInvariant()}") { StackLimit = stackLimit };
        switch (purpose)
        {
            case MapPurpose.Losses:
                made.ValueSize = 8 * (1 + _script.Maps.Select(m => m.Id + 1).DefaultIfEmpty(0).Max());
                break;
            case MapPurpose.Settings:
                made.ValueSize = 8 * Enum.GetValues<SettingKind>().Length;
                break;
            case MapPurpose.Scratch:
                made.MaximumEntries = Math.Max(1, _script.Programs.Count);
                break;
            case MapPurpose.Stacks:
                made.ValueSize = 8 * stackLimit;
                made.MaximumEntries = 16384;
                break;
        }

        _maps.Add(made);
        return made;
    }

    /// <summary>Notes an action; its number goes into the events.</summary>
    internal ScriptAction Add(Func<int, ScriptAction> make)
    {
        ScriptAction action = make(_actions.Count);
        _actions.Add(action);
        return action;
    }

    /// <summary>The number of a probe's name.</summary>
    internal int ProbeName(string name)
    {
        int index = _probeNames.IndexOf(name);
        if (index >= 0)
            return index;
        _probeNames.Add(name);
        return _probeNames.Count - 1;
    }

    /// <summary>Lays out an event's arguments behind its number.</summary>
    internal static (IReadOnlyList<(TraceType Type, int Offset)> Arguments, int Size) Layout(IEnumerable<TraceType> types)
    {
        StructLayout layout = default;
        layout.Place(ScriptAction.HeaderSize, 8);
        List<(TraceType, int)> arguments = [.. types.Select(t => (t, layout.Place(Math.Max(1, t.Size), Math.Max(1, t.Alignment))))];
        return (arguments, (layout.Size + 7) & ~7);
    }

    /// <summary>The number that a positional parameter gives; 0 where it is none.</summary>
    internal long ParameterNumber(PositionalParameter parameter) =>
        parameter.Index >= 1 && parameter.Index <= _script.Parameters.Count ? ScriptBinder.NumberOf(_script.Parameters[parameter.Index - 1]) ?? 0 : 0;

    /// <summary>The text of a positional parameter, from an offset on where one is added.</summary>
    internal string ParameterText(Expression expression) => ScriptBinder.TextOf(expression, _script.Parameters);

    /// <summary>An error at a place of the script.</summary>
    internal TraceSyntaxException Error(SyntaxNode node, string message, string? hint = null) => new(_script.Source, [Diagnostic.Error(node.Span, message, hint)]);
}

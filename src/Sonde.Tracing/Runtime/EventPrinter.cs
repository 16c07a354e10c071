using System.Buffers.Binary;
using System.Text;
using Sonde.Linux;
using Sonde.Proc;
using Sonde.Tracing.Lowering;
using Sonde.Tracing.Output;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Runtime;

/// <summary>Does what the events of a script ask for: prints, clears maps, ends.</summary>
public sealed class EventPrinter
{
    private readonly CompiledScript _script;
    private readonly TraceOutput _output;
    private readonly MapSet _maps;
    private readonly PrintfFormat?[] _formats;
    private readonly HashSet<int> _fullMaps = [];
    private readonly OutputBuffer _text = new(1024);
    private readonly OutputContext _context;
    private readonly TextValueWriter _values;
    private ulong _lostEvents;

    /// <summary>Checks the script's formats against their arguments.</summary>
    /// <exception cref="TraceSyntaxException">A format does not fit its arguments.</exception>
    public EventPrinter(CompiledScript script, TraceOutput output, MapSet maps, OutputContext context)
    {
        ArgumentNullException.ThrowIfNull(script);
        (_script, _output, _maps, _context) = (script, output, maps, context);
        _values = new TextValueWriter(context);
        _formats = [.. script.Actions.Select(a => FormatOf(script, a))];
    }

    /// <summary>True once the script has asked to end.</summary>
    public bool HasExited { get; private set; }

    /// <summary>What exit() gave; 0 otherwise.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Checks the formats of a script without running it.</summary>
    /// <exception cref="TraceSyntaxException">A format does not fit its arguments.</exception>
    public static void CheckFormats(CompiledScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        foreach (ScriptAction action in script.Actions)
            FormatOf(script, action);
    }

    /// <summary>Handles one event; false once the script has asked to end.</summary>
    public bool Handle(ReadOnlySpan<byte> record)
    {
        if (record.Length < ScriptAction.HeaderSize)
            return true;
        ulong id = BinaryPrimitives.ReadUInt64LittleEndian(record);
        if (id >= (ulong)_script.Actions.Count)
            return true;
        ScriptAction action = _script.Actions[(int)id];
        ReadOnlySpan<byte> arguments = record[ScriptAction.HeaderSize..];
        switch (action.Kind)
        {
            case ScriptActionKind.Printf:
                _output.Printf(_formats[(int)id]!, arguments);
                break;
            case ScriptActionKind.PrintMap:
                _output.Map(MapSet.Describe(action.Map!), _maps.Read(action.Map!), (int)action.Top, (uint)action.Divisor);
                break;
            case ScriptActionKind.PrintValue:
                (TraceType type, int offset) = action.Arguments[0];
                _output.Value(new TraceValue(type, record.Slice(offset, type.Size)));
                break;
            case ScriptActionKind.ClearMap:
                _maps.Clear(action.Map!);
                break;
            case ScriptActionKind.ZeroMap:
                _maps.Zero(action.Map!);
                break;
            case ScriptActionKind.Time:
                _output.Time(action.Format, (long)(Clock.Wall - DateTimeOffset.UnixEpoch).TotalNanoseconds);
                break;
            case ScriptActionKind.Join:
                _output.Join(Joined(action, record));
                break;
            case ScriptActionKind.Cat:
                Cat(Text((int)id, arguments));
                break;
            case ScriptActionKind.System:
                _output.Flush();
                _output.CommandOutput(ShellCommand.Run(Text((int)id, arguments)));
                break;
            case ScriptActionKind.Error:
                _output.Message(PrintfSeverity.Error, _formats[(int)id]!, arguments, Location(action.Span));
                break;
            case ScriptActionKind.Warning:
                _output.Message(PrintfSeverity.Warning, _formats[(int)id]!, arguments, Location(action.Span));
                break;
            case ScriptActionKind.Exit:
                HasExited = true;
                if (action.Arguments is [{ Offset: var at }])
                    ExitCode = (int)BinaryPrimitives.ReadInt64LittleEndian(record[at..]);
                return false;
        }

        return true;
    }

    /// <summary>Prints all maps, as at a script's end.</summary>
    public void PrintMaps()
    {
        foreach (Binding.MapSymbol symbol in _script.Bound.Maps.OrderBy(m => m.ToString(), StringComparer.Ordinal))
        {
            // The output decides how a map without elements looks; a map that was never assigned and has no keys is not shown.
            List<MapEntry> entries = _maps.Read(symbol);
            if (entries.Count > 0 || !symbol.IsScalar)
                _output.Map(MapSet.Describe(symbol), entries);
        }
    }

    /// <summary>Says what was lost since the last time: events as a count, and each map that was full once.</summary>
    public void ReportLosses()
    {
        const int ArgumentListTooLong = -7;
        ulong lost = _maps.Losses(LossCounts.Events);
        if (lost > _lostEvents)
            _output.LostEvents(lost - _lostEvents);
        _lostEvents = lost;
        foreach (Binding.MapSymbol map in _script.Bound.Maps)
        {
            if (_maps.Losses(LossCounts.UpdatesOf(map)) > 0 && _fullMaps.Add(map.Id))
                _output.CallFailed(new KernelCallFailure("map_update_elem", ArgumentListTooLong, Location(map.FirstUse)));
        }
    }

    /// <summary>A place of the script, for messages.</summary>
    public ScriptLocation Location(SourceSpan span)
    {
        SourcePosition start = _script.Bound.Source.PositionOf(span.Start);
        SourcePosition end = _script.Bound.Source.PositionOf(span.End);
        string line = _script.Bound.Source.FileOf(span.Start).Line(start.Line).ToString();
        return new ScriptLocation(start.FileName, start.Line, start.Column, end.Line == start.Line ? end.Column : line.Length + 1, line);
    }

    private static PrintfFormat? FormatOf(CompiledScript script, ScriptAction action)
    {
        if (action.Kind is not (ScriptActionKind.Printf or ScriptActionKind.System or ScriptActionKind.Cat or ScriptActionKind.Error or ScriptActionKind.Warning))
            return null;
        TupleType arguments = TupleType.Of([.. action.Arguments.Select(a => a.Type)]);
        if (PrintfFormat.TryParse(action.Format, arguments, out PrintfFormat? format, out string? error))
            return format;
        throw new TraceSyntaxException(script.Bound.Source, [Diagnostic.Error(action.Span, error)]);
    }

    private string Text(int id, ReadOnlySpan<byte> arguments)
    {
        _text.Clear();
        _formats[id]!.Append(_text, arguments, _context, _values);
        return Encoding.UTF8.GetString(_text.Written);
    }

    private ReadOnlySpan<byte> Joined(ScriptAction action, ReadOnlySpan<byte> record)
    {
        _text.Clear();
        bool isFirst = true;
        foreach ((TraceType type, int offset) in action.Arguments)
        {
            ReadOnlySpan<byte> text = record.Slice(offset, type.Size);
            int end = text.IndexOf((byte)0);
            if (end == 0)
                break;
            if (!isFirst)
                _text.Append(action.Format);
            _text.Append(end < 0 ? text : text[..end]);
            isFirst = false;
        }

        return _text.Written;
    }

    private void Cat(string path)
    {
        using KernelFile file = new(LinuxRoot.Live, path);
        if (file.TryRead(out ReadOnlySpan<byte> content, out Unavailability? reason))
            _output.Cat(content[..Math.Min(content.Length, _script.Bound.Settings.MaximumCatBytes)]);
        else
            _output.RuntimeError($"cat() cannot read {reason}", Location(default));
    }
}

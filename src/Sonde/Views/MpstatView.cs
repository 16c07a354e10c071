using System.Text.Json;
using Sonde.Metrics.Catalogue;
using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Proc.Devices;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>CPU time and interrupts by CPU and node, as mpstat prints them.</summary>
internal sealed class MpstatView(MpstatFormat format) : IntervalView, ISysstatView
{
    private static readonly Column<CpuShares>[] ShareColumns =
    [
        new(CpuFields.User, "%usr", 8, 2), new(CpuFields.Nice, "%nice", 8, 2), new(CpuFields.System, "%sys", 8, 2),
        new(CpuFields.IoWait, "%iowait", 8, 2), new(CpuFields.Irq, "%irq", 8, 2), new(CpuFields.SoftIrq, "%soft", 8, 2),
        new(CpuFields.Steal, "%steal", 8, 2), new(CpuFields.Guest, "%guest", 8, 2), new(CpuFields.GuestNice, "%gnice", 8, 2),
        new(CpuFields.Idle, "%idle", 8, 2),
    ];

    private static readonly Column<CpuShares>[] CpuColumns = [new(CpuFields.Cpu, "CPU", 5), .. ShareColumns];
    private static readonly Column<CpuShares>[] NodeColumns = [new(CpuFields.Node, "NODE", 5), .. ShareColumns];

    private readonly CpuUsage _usage = new();
    private readonly List<CpuShares> _nodes = [];
    private readonly InterruptSections _interrupts = new(format);
    private IReadOnlyList<NumaNode> _nodeCpus = [];
    private readonly Utf8LineBuilder _label = new(16);
    private CpuPlaces? _places;

    /// <inheritdoc/>
    public override string Name => "mpstat";

    /// <inheritdoc/>
    public override SampleParts Parts => SampleParts.Cpu | _interrupts.Parts;

    /// <inheritdoc/>
    public override bool HasAverage => true;

    /// <inheritdoc/>
    public override int ReportsPerHeading(int terminalRows) => format.RepeatsHeading ? 1 : SysstatLines.ReportsPerScreen(terminalRows);

    /// <inheritdoc/>
    public override Unavailability? WhyUnusable(SystemSample sample, SampleSource source) => sample.Cpu.Unavailability;

    /// <inheritdoc/>
    public override void Begin(ViewHeader header, SampleSource source)
    {
        if (format.Shows(MpstatSections.Nodes) || format.ShowsTopology)
            _nodeCpus = NumaNodes.Read(source.CurrentRoot).Nodes;
        foreach (NumaNode node in _nodeCpus)
            _nodes.Add(new CpuShares { Cpu = node.Number });
        if (format.ShowsTopology)
            _places = new CpuPlaces(CpuTopology.Read(source.CurrentRoot), _nodeCpus);
    }

    /// <inheritdoc/>
    public override void Update(in SystemInterval interval)
    {
        _usage.Update(interval);
        for (int i = 0; i < _nodes.Count; i++)
            _usage.SumOf(_nodeCpus[i].Cpus, _nodes[i]);
        _interrupts.Update(interval);
    }

    /// <inheritdoc/>
    public override void WriteTitle(Utf8LineBuilder text, ViewHeader header) => SysstatLines.WriteMachine(text, header);

    /// <inheritdoc/>
    public override void WriteText(Utf8LineBuilder text, in ReportFrame frame)
    {
        if (format.Shows(MpstatSections.Cpus))
            WriteCpus(text, frame);
        if (format.Shows(MpstatSections.Nodes))
            WriteNodes(text, frame);
        _interrupts.WriteText(text, frame);
    }

    /// <inheritdoc/>
    public override void WriteJson(Utf8JsonWriter json)
    {
        if (format.Shows(MpstatSections.Cpus))
            WriteJson(json, "cpus", CpuColumns, format.Cpus, _usage.Cpus);
        if (format.Shows(MpstatSections.Nodes))
            WriteJson(json, "nodes", NodeColumns, format.Nodes, _nodes);
        _interrupts.WriteJson(json);
    }

    /// <inheritdoc/>
    public void WriteSysstatJson(Utf8JsonWriter json, in ReportLabel label)
    {
        _label.Clear();
        label.Write(_label, 0);
        json.WriteString("timestamp", _label.Written);
        if (format.Shows(MpstatSections.Cpus))
            WriteSysstatJson(json, "cpu-load", CpuColumns, format.Cpus, _usage.Cpus, _places);
        if (format.Shows(MpstatSections.Nodes))
            WriteSysstatJson(json, "node-load", NodeColumns, format.Nodes, _nodes, null);
        _interrupts.WriteSysstatJson(json);
    }

    private void WriteSysstatJson(Utf8JsonWriter json, string name, Column<CpuShares>[] columns, CpuSelection selection, IReadOnlyList<CpuShares> rows, CpuPlaces? places)
    {
        json.WriteStartArray(name);
        if (selection.IncludesAll)
            WriteSysstatRow(json, columns, _usage.All, places);
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].IsKnown && selection.Includes(rows[i].Cpu))
                WriteSysstatRow(json, columns, rows[i], places);
        }

        json.WriteEndArray();
    }

    private static void WriteSysstatRow(Utf8JsonWriter json, Column<CpuShares>[] columns, CpuShares row, CpuPlaces? places)
    {
        json.WriteStartObject();
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i].WriteSysstatJson(json, row);
            if (i == 0)
                places?.WriteSysstatJson(json, row.Cpu);
        }

        json.WriteEndObject();
    }

    private void WriteCpus(Utf8LineBuilder text, in ReportFrame frame)
    {
        if (frame.ShowsHeading)
            WriteCpuHeading(text, frame.Heading);
        if (format.Cpus.IncludesAll)
            WriteCpu(text, frame.Row, _usage.All);
        for (int i = 0; i < _usage.Cpus.Count; i++)
        {
            if (_usage.Cpus[i].IsKnown && format.Cpus.Includes(i))
                WriteCpu(text, frame.Row, _usage.Cpus[i]);
        }
    }

    private void WriteCpuHeading(Utf8LineBuilder text, in ReportLabel label)
    {
        text.NewLine();
        label.Write(text, SysstatLines.LabelWidth);
        for (int i = 0; i < CpuColumns.Length; i++)
        {
            CpuColumns[i].WriteHeading(text);
            if (i == 0 && format.ShowsTopology)
                CpuPlaces.WriteHeading(text);
        }

        text.NewLine();
    }

    private void WriteCpu(Utf8LineBuilder text, in ReportLabel label, CpuShares cpu)
    {
        label.Write(text, SysstatLines.LabelWidth);
        for (int i = 0; i < CpuColumns.Length; i++)
        {
            CpuColumns[i].WriteCell(text, cpu, format.Style);
            if (i == 0)
                _places?.WriteCells(text, cpu.Cpu);
        }

        text.NewLine();
    }

    private void WriteNodes(Utf8LineBuilder text, in ReportFrame frame)
    {
        if (frame.ShowsHeading)
            SysstatLines.WriteHeading(text, frame.Heading, NodeColumns);
        if (format.Nodes.IncludesAll)
            SysstatLines.WriteRow(text, frame.Row, NodeColumns, _usage.All, format.Style);
        for (int i = 0; i < _nodes.Count; i++)
        {
            if (_nodes[i].IsKnown && format.Nodes.Includes(_nodes[i].Cpu))
                SysstatLines.WriteRow(text, frame.Row, NodeColumns, _nodes[i], format.Style);
        }
    }

    private void WriteJson(Utf8JsonWriter json, string name, Column<CpuShares>[] columns, CpuSelection selection, IReadOnlyList<CpuShares> rows)
    {
        json.WriteStartArray(name);
        if (selection.IncludesAll)
            JsonRows.Write(json, columns, _usage.All);
        for (int i = 0; i < rows.Count; i++)
        {
            if (selection.Includes(rows[i].Cpu))
                JsonRows.Write(json, columns, rows[i]);
        }

        json.WriteEndArray();
    }
}

using System.Text.Json;
using Sonde.Metrics.Catalogue;
using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>CPU time by CPU, as mpstat prints it.</summary>
internal sealed class MpstatView(CpuSelection selection) : IntervalView
{
    private static readonly Column<CpuShares>[] Columns =
    [
        new(CpuFields.Cpu, "CPU", 5), new(CpuFields.User, "%usr", 8, 2), new(CpuFields.Nice, "%nice", 8, 2), new(CpuFields.System, "%sys", 8, 2),
        new(CpuFields.IoWait, "%iowait", 8, 2), new(CpuFields.Irq, "%irq", 8, 2), new(CpuFields.SoftIrq, "%soft", 8, 2),
        new(CpuFields.Steal, "%steal", 8, 2), new(CpuFields.Guest, "%guest", 8, 2), new(CpuFields.GuestNice, "%gnice", 8, 2),
        new(CpuFields.Idle, "%idle", 8, 2),
    ];

    private readonly CpuUsage _usage = new();

    /// <inheritdoc/>
    public override string Name => "mpstat";

    /// <inheritdoc/>
    public override SampleParts Parts => SampleParts.Cpu;

    /// <inheritdoc/>
    public override bool HasAverage => true;

    /// <inheritdoc/>
    public override void Update(in SystemInterval interval) => _usage.Update(interval);

    /// <inheritdoc/>
    public override void WriteTitle(Utf8LineBuilder text, ViewHeader header) => SysstatLines.WriteMachine(text, header);

    /// <inheritdoc/>
    public override void WriteText(Utf8LineBuilder text, string label)
    {
        SysstatLines.WriteHeading(text, label, Columns);
        if (selection.IncludesAll)
            SysstatLines.WriteRow(text, label, Columns, _usage.All);
        foreach (CpuShares cpu in _usage.Cpus)
        {
            if (cpu.IsKnown && selection.Includes(cpu.Cpu))
                SysstatLines.WriteRow(text, label, Columns, cpu);
        }
    }

    /// <inheritdoc/>
    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartArray("cpus");
        if (selection.IncludesAll)
            JsonRows.Write(json, Columns, _usage.All);
        foreach (CpuShares cpu in _usage.Cpus)
        {
            if (selection.Includes(cpu.Cpu))
                JsonRows.Write(json, Columns, cpu);
        }

        json.WriteEndArray();
    }
}

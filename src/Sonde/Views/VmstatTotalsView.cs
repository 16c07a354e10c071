using System.Text.Json;
using Sonde.Metrics.Catalogue;
using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>Memory, and counters since boot, one a line: vmstat -s; with <paramref name="onlyForks"/> the forks alone: vmstat -f.</summary>
internal sealed class VmstatTotalsView(VmstatFormat format, bool onlyForks) : IntervalView
{
    private const int NumberWidth = 13;

    private static readonly (NumberField<MemoryFigures> Field, string Text)[] MemoryLines =
    [
        (MemoryFields.Total, "total memory"), (MemoryFields.Used, "used memory"), (MemoryFields.Active, "active memory"),
        (MemoryFields.Inactive, "inactive memory"), (MemoryFields.Free, "free memory"), (MemoryFields.Buffers, "buffer memory"),
        (MemoryFields.Cache, "swap cache"), (MemoryFields.SwapTotal, "total swap"), (MemoryFields.SwapUsed, "used swap"), (MemoryFields.SwapFree, "free swap"),
    ];

    private static readonly (NumberField<SystemSample> Field, string Text)[] TotalLines =
    [
        (TotalFields.UserTicks, "non-nice user cpu ticks"), (TotalFields.NiceTicks, "nice user cpu ticks"), (TotalFields.SystemTicks, "system cpu ticks"),
        (TotalFields.IdleTicks, "idle cpu ticks"), (TotalFields.IoWaitTicks, "IO-wait cpu ticks"), (TotalFields.IrqTicks, "IRQ cpu ticks"),
        (TotalFields.SoftIrqTicks, "softirq cpu ticks"), (TotalFields.StealTicks, "stolen cpu ticks"), (TotalFields.GuestTicks, "non-nice guest cpu ticks"),
        (TotalFields.GuestNiceTicks, "nice guest cpu ticks"), (TotalFields.PagedIn, "K paged in"), (TotalFields.PagedOut, "K paged out"),
        (TotalFields.SwappedIn, "pages swapped in"), (TotalFields.SwappedOut, "pages swapped out"), (TotalFields.Interrupts, "interrupts"),
        (TotalFields.ContextSwitches, "CPU context switches"), (TotalFields.BootTime, "boot time"), (TotalFields.Forks, "forks"),
    ];

    private readonly MemoryFigures _memory = new();
    private SystemSample _sample = new();

    /// <inheritdoc/>
    public override string Name => "vmstat";

    /// <inheritdoc/>
    public override SampleParts Parts => SampleParts.Cpu | SampleParts.Memory | SampleParts.VirtualMemory;

    /// <inheritdoc/>
    public override bool StartsAtOnce => true;

    /// <inheritdoc/>
    public override Unavailability? WhyUnusable(SystemSample sample, SampleSource source) =>
        !onlyForks && (sample.Memory.IsAvailable || sample.VirtualMemory.IsAvailable) ? null : sample.Cpu.Unavailability;

    /// <inheritdoc/>
    public override void Update(in SystemInterval interval)
    {
        _sample = interval.Later;
        _memory.Update(_sample.Memory);
    }

    /// <inheritdoc/>
    public override void WriteText(Utf8LineBuilder text, in ReportFrame frame)
    {
        if (onlyForks)
        {
            WriteLine(text, Read(TotalFields.Forks), "forks");
            return;
        }

        foreach ((NumberField<MemoryFigures> field, string words) in MemoryLines)
        {
            text.AppendNumber(format.Scale(field.Read(_memory)), NumberWidth, 0);
            text.Append($" {format.UnitLetter} {words}").NewLine();
        }

        foreach ((NumberField<SystemSample> field, string words) in TotalLines)
            WriteLine(text, Read(field), words);
    }

    /// <inheritdoc/>
    public override void WriteJson(Utf8JsonWriter json)
    {
        if (!onlyForks)
        {
            foreach ((NumberField<MemoryFigures> field, _) in MemoryLines)
                JsonRows.WriteNumber(json, field.Id, field.Read(_memory));
        }

        foreach ((NumberField<SystemSample> field, _) in onlyForks ? TotalLines.AsSpan(TotalLines.Length - 1) : TotalLines)
            JsonRows.WriteNumber(json, field.Id, Read(field));
    }

    // A counter of a file that could not be read is what the last sample had; it must not be shown.
    private double Read(NumberField<SystemSample> field)
    {
        KernelSnapshot source = field.Source.StartsWith("/proc/vmstat", StringComparison.Ordinal) ? _sample.VirtualMemory : _sample.Cpu;
        return source.IsAvailable ? field.Read(_sample) : double.NaN;
    }

    private static void WriteLine(Utf8LineBuilder text, double value, string words) => text.AppendNumber(value, NumberWidth, 0).Append(" ").Append(words).NewLine();
}

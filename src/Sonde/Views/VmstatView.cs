using System.Text.Json;
using Sonde.Linux;
using Sonde.Metrics.Catalogue;
using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>
/// Run queue, memory, swap, block I/O and CPU on one line, as vmstat prints them. Rates are divided by the measured interval, and the first line's context
/// switches by the uptime as its interrupts are, where procps divides by CPU time.
/// </summary>
internal sealed class VmstatView(VmstatFormat format) : IntervalView
{
    private const int ColumnCount = 18;
    private const int NarrowColumnCount = 17;

    private static readonly int[] NarrowWidths = [2, 2, 6, 6, 6, 6, 4, 4, 5, 5, 4, 4, 2, 2, 2, 2, 2, 2];
    private static readonly int[] WideWidths = [4, 4, 12, 12, 12, 12, 4, 4, 5, 5, 4, 4, 3, 3, 3, 3, 3, 3];

    private readonly double[] _values = new double[ColumnCount];
    private readonly CpuUsage _cpu = new();
    private readonly SystemRates _system = new();
    private readonly MemoryFigures _memory = new();
    private readonly VirtualMemoryRates _paging = new();
    private double _pageKibibytes = 4;
    private string _zone = "";

    /// <inheritdoc/>
    public override string Name => "vmstat";

    /// <inheritdoc/>
    public override SampleParts Parts => SampleParts.Cpu | SampleParts.Memory | SampleParts.VirtualMemory;

    /// <inheritdoc/>
    public override bool StartsAtOnce => true;

    /// <inheritdoc/>
    public override bool SkipsFirst => format.SkipsFirst;

    /// <inheritdoc/>
    public override int ReportsPerHeading(int terminalRows) => format.LinesPerHeading(terminalRows);

    /// <inheritdoc/>
    public override Unavailability? WhyUnusable(SystemSample sample, SampleSource source) =>
        sample.Memory.IsAvailable || sample.VirtualMemory.IsAvailable ? null : sample.Cpu.Unavailability;

    /// <inheritdoc/>
    public override void Begin(ViewHeader header, SampleSource source)
    {
        if (source.IsLive)
            _pageKibibytes = SystemConfiguration.PageSize / 1024.0;
        _zone = header.ZoneName;
    }

    /// <inheritdoc/>
    public override void Update(in SystemInterval interval)
    {
        _cpu.Update(interval);
        _system.Update(interval);
        _memory.Update(interval.Later.Memory);
        _paging.Update(interval, _pageKibibytes);
    }

    /// <inheritdoc/>
    public override void WriteText(Utf8LineBuilder text, in ReportFrame frame)
    {
        if (frame.ShowsHeading)
            WriteHeading(text);
        FillValues();
        WriteValues(text);
        if (format.ShowsTime)
            VmstatTime.Write(text, frame.Row.Time);
        text.NewLine();
    }

    /// <inheritdoc/>
    public override void WriteJson(Utf8JsonWriter json)
    {
        Write(json, _system, SystemFields.Running, SystemFields.Blocked);
        Write(json, _memory, MemoryFields.SwapUsed, MemoryFields.Free, MemoryFields.Buffers, MemoryFields.Cache, MemoryFields.Inactive, MemoryFields.Active);
        Write(json, _paging, VirtualMemoryFields.SwapIn, VirtualMemoryFields.SwapOut, VirtualMemoryFields.PagedIn, VirtualMemoryFields.PagedOut);
        Write(json, _system, SystemFields.Interrupts, SystemFields.ContextSwitches);
        Write(json, _cpu.All, CpuFields.UserAndNice, CpuFields.SystemAndInterrupts, CpuFields.Idle, CpuFields.IoWait, CpuFields.Steal, CpuFields.AllGuests);
    }

    private static void Write<TRow>(Utf8JsonWriter json, TRow row, params ReadOnlySpan<NumberField<TRow>> fields)
    {
        foreach (NumberField<TRow> field in fields)
            JsonRows.WriteNumber(json, field.Id, field.Read(row));
    }

    private void FillValues()
    {
        _values[0] = _system.Running;
        _values[1] = _system.Blocked;
        _values[2] = format.Scale(_memory.SwapUsed);
        _values[3] = format.Scale(_memory.Free);
        _values[4] = format.Scale(format.ShowsActive ? _memory.Inactive : _memory.Buffers);
        _values[5] = format.Scale(format.ShowsActive ? _memory.Active : _memory.Cache);
        _values[6] = format.Scale(_paging.SwapInKibibytes);
        _values[7] = format.Scale(_paging.SwapOutKibibytes);
        _values[8] = _paging.PagedInKibibytes;
        _values[9] = _paging.PagedOutKibibytes;
        _values[10] = _system.InterruptsPerSecond;
        _values[11] = _system.ContextSwitchesPerSecond;
        _values[12] = _cpu.All.UserAndNice;
        _values[13] = _cpu.All.SystemAndInterrupts;
        _values[14] = _cpu.All.Idle;
        _values[15] = _cpu.All.IoWait;
        _values[16] = _cpu.All.Steal;
        _values[17] = _cpu.All.AllGuests;
    }

    private void WriteHeading(Utf8LineBuilder text)
    {
        text.AppendRaw(format.IsWide
            ? "--procs-- -----------------------memory---------------------- ---swap-- -----io---- -system-- ----------cpu----------"u8
            : "procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----"u8);
        if (format.ShowsTime)
            text.AppendRaw(" -----timestamp-----"u8);
        text.NewLine();
        text.AppendRaw((format.IsWide, format.ShowsActive) switch
        {
            (true, false) => "   r    b         swpd         free         buff        cache   si   so    bi    bo   in   cs  us  sy  id  wa  st  gu"u8,
            (true, true) => "   r    b         swpd         free        inact       active   si   so    bi    bo   in   cs  us  sy  id  wa  st  gu"u8,
            (false, false) => " r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st"u8,
            (false, true) => " r  b   swpd   free  inact active   si   so    bi    bo   in   cs us sy id wa st"u8,
        });
        if (format.ShowsTime)
            text.AppendPadded(_zone, VmstatTime.Width, right: true);
        text.NewLine();
    }

    private void WriteValues(Utf8LineBuilder text)
    {
        int[] widths = format.IsWide ? WideWidths : NarrowWidths;
        int count = format.IsWide ? ColumnCount : NarrowColumnCount;
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
                text.AppendRaw(" "u8);
            text.AppendNumber(_values[i], widths[i], 0);
        }
    }
}

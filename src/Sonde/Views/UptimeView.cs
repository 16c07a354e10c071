using System.Text.Json;
using Sonde.Metrics.Catalogue;
using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Proc.Sessions;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>Uptime, users and load averages, as uptime prints them.</summary>
internal sealed class UptimeView(UptimeStyle style) : IntervalView
{
    private static readonly NumberField<LoadFigures>[] Fields =
    [
        LoadFields.Uptime, LoadFields.Users, LoadFields.OneMinute, LoadFields.FiveMinutes, LoadFields.FifteenMinutes, LoadFields.RunnableThreads, LoadFields.TotalThreads,
    ];

    private static readonly (string Unit, int Seconds)[] Units =
    [
        ("decade", 10 * 365 * 86400), ("year", 365 * 86400), ("week", 7 * 86400), ("day", 86400), ("hour", 3600), ("minute", 60),
    ];

    private readonly LoadFigures _figures = new();
    private SampleSource? _source;
    private DateTime _bootTime;

    /// <inheritdoc/>
    public override string Name => "uptime";

    /// <inheritdoc/>
    public override SampleParts Parts => SampleParts.Load;

    /// <inheritdoc/>
    public override bool StartsAtOnce => true;

    /// <inheritdoc/>
    public override bool ShowsRates => false;

    /// <inheritdoc/>
    public override Unavailability? WhyUnusable(SystemSample sample, SampleSource source)
    {
        bool knowsUptime = sample.SinceBoot > TimeSpan.Zero;
        return style == UptimeStyle.Line
            ? knowsUptime ? null : sample.Load.Unavailability
            : knowsUptime ? null : new Unavailability("/proc/uptime", "it is missing or not what it should be", "");
    }

    /// <inheritdoc/>
    public override void Begin(ViewHeader header, SampleSource source) => _source = source;

    /// <inheritdoc/>
    public override void Update(in SystemInterval interval)
    {
        _figures.Update(interval.Later);
        _figures.Users = LoginRecords.CountUsers(_source!.CurrentRoot) is { } users ? users : double.NaN;
        DateTime now = ReportLabel.LocalTime(interval.Later, _source.IsLive);
        _bootTime = now == default ? default : now - interval.Later.SinceBoot;
    }

    /// <inheritdoc/>
    public override void WriteText(Utf8LineBuilder text, in ReportFrame frame)
    {
        switch (style)
        {
            case UptimeStyle.Pretty:
                WritePretty(text);
                break;
            case UptimeStyle.Since when _bootTime == default:
                text.AppendMissing(1);
                break;
            case UptimeStyle.Since:
                ReportLabel.WriteIsoDate(text, _bootTime);
                text.AppendRaw(" "u8);
                ReportLabel.WriteClock(text, _bootTime);
                break;
            default:
                WriteLine(text, frame.Row);
                break;
        }

        text.NewLine();
    }

    /// <inheritdoc/>
    public override void WriteJson(Utf8JsonWriter json)
    {
        foreach (NumberField<LoadFigures> field in Fields)
            JsonRows.WriteNumber(json, field.Id, field.Read(_figures));
        if (_bootTime == default)
            json.WriteNull("boot_time");
        else
            json.WriteString("boot_time", _bootTime.ToString("yyyy-MM-dd'T'HH:mm:ss"));
    }

    private void WriteLine(Utf8LineBuilder text, in ReportLabel label)
    {
        text.AppendRaw(" "u8);
        label.Write(text, 0);
        text.AppendRaw(" up "u8);
        WriteDuration(text);
        text.AppendNumber(_figures.Users, 2, 0).AppendRaw(_figures.Users > 1 ? " users, "u8 : " user, "u8);
        text.AppendRaw(" load average: "u8).AppendNumber(_figures.OneMinute, 0, 2).AppendRaw(", "u8)
            .AppendNumber(_figures.FiveMinutes, 0, 2).AppendRaw(", "u8).AppendNumber(_figures.FifteenMinutes, 0, 2);
    }

    private void WriteDuration(Utf8LineBuilder text)
    {
        if (double.IsNaN(_figures.UptimeSeconds))
        {
            text.AppendRaw("-, "u8);
            return;
        }

        long minutes = (long)_figures.UptimeSeconds / 60;
        long days = minutes / (24 * 60);
        if (days > 0)
            text.AppendNumber(days).AppendRaw(days > 1 ? " days, "u8 : " day, "u8);
        long hours = minutes / 60 % 24;
        minutes %= 60;
        if (hours > 0)
            text.AppendNumber(hours, 2).AppendRaw(minutes < 10 ? ":0"u8 : ":"u8).AppendNumber(minutes).AppendRaw(", "u8);
        else
            text.AppendNumber(minutes).AppendRaw(" min, "u8);
    }

    private void WritePretty(Utf8LineBuilder text)
    {
        long seconds = (long)_figures.UptimeSeconds;
        text.AppendRaw("up"u8);
        bool any = false;
        foreach ((string unit, int length) in Units)
        {
            long count = seconds / length;
            seconds %= length;
            if (count == 0 && (any || unit != "minute"))
                continue;
            text.Append(any ? ", " : " ").AppendNumber(count).Append(" ").Append(unit).Append(count == 1 ? "" : "s");
            any = true;
        }
    }
}

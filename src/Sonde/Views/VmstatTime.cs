using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>The timestamp at the end of vmstat's lines (-t).</summary>
internal static class VmstatTime
{
    /// <summary>Cells, the blank before it included.</summary>
    public const int Width = 20;

    /// <summary>Appends a blank and YYYY-MM-DD HH:MM:SS, or a dash where the time is not known.</summary>
    public static void Write(Utf8LineBuilder text, DateTime time)
    {
        if (time == default)
        {
            text.AppendMissing(Width);
            return;
        }

        text.AppendRaw(" "u8);
        ReportLabel.WriteIsoDate(text, time);
        text.AppendRaw(" "u8);
        ReportLabel.WriteClock(text, time);
    }
}

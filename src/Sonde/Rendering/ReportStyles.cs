using Sonde.Diagnosis.Reports;
using Sonde.Terminal;

namespace Sonde.Rendering;

/// <summary>How the parts of a report look where colour may be used. Every one of them also reads without.</summary>
internal static class ReportStyles
{
    internal static readonly Style Critical = new(TerminalColor.Red, IsBold: true);
    internal static readonly Style Warning = new(TerminalColor.Yellow, IsBold: true);
    internal static readonly Style Info = new(TerminalColor.Blue, IsBold: true);
    internal static readonly Style Healthy = new(TerminalColor.Green, IsBold: true);
    internal static readonly Style Unknown = new(TerminalColor.Magenta, IsBold: true);
    internal static readonly Style Command = new(TerminalColor.Cyan);
    internal static readonly Style Bar = new(TerminalColor.Blue);

    internal static Style Of(Severity severity) => severity switch
    {
        Severity.Critical => Critical,
        Severity.Warning => Warning,
        _ => Info,
    };

    internal static StyledText Word(Severity severity) => severity switch
    {
        Severity.Critical => new StyledText("CRITICAL", Critical),
        Severity.Warning => new StyledText("WARNING", Warning),
        _ => new StyledText("note", Info),
    };

    internal static StyledText Word(Verdict verdict) => verdict switch
    {
        Verdict.Critical => new StyledText("CRITICAL", Critical),
        Verdict.Warning => new StyledText("WARNING", Warning),
        Verdict.Healthy => new StyledText("OK", Healthy),
        _ => new StyledText("UNKNOWN", Unknown),
    };
}

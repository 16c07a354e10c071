using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Reports.Rendering;
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

    internal static StyledText Word(Severity severity) => new(ReportPhrases.Word(severity), Of(severity));

    internal static StyledText Word(Verdict verdict) => new(ReportPhrases.Word(verdict), verdict switch
    {
        Verdict.Critical => Critical,
        Verdict.Warning => Warning,
        Verdict.Healthy => Healthy,
        _ => Unknown,
    });
}

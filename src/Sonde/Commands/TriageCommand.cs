using System.CommandLine;
using Sonde.CommandLine;
using Sonde.Rendering;

namespace Sonde.Commands;

/// <summary>The 60-second checklist in seconds.</summary>
internal sealed class TriageCommand : SondeCommand
{
    private readonly JudgeOptions _options;

    /// <summary>Declares the options.</summary>
    public TriageCommand()
        : base(
            "triage",
            "The 60-second checklist in seconds: what is wrong, who causes it, what is ruled out, what to run next.",
            CommandGroup.Diagnose,
            new Example("sonde triage", "watch for five seconds and judge"),
            new Example("sonde triage --seconds 30 --html report.html", "watch longer, and keep a page to share"),
            new Example("sonde triage --json | jq '.findings[0]'", "the first finding for a script"))
        => _options = new JudgeOptions(this);

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, CommandContext context) =>
        ReportRunner.Run("triage", _options, arguments, context, ReportText.Write);
}

using System.CommandLine;
using Sonde.CommandLine;
using Sonde.Rendering;

namespace Sonde.Commands;

/// <summary>The USE method on its own.</summary>
internal sealed class UseCommand : SondeCommand
{
    private readonly JudgeOptions _options;

    /// <summary>Declares the options.</summary>
    public UseCommand()
        : base(
            "use",
            "Utilization, saturation and errors of every resource, with the reason wherever something cannot be measured.",
            CommandGroup.Diagnose,
            new Example("sonde use", "the whole table over five seconds"),
            new Example("sonde use --seconds 1 --json", "the table for a script"))
        => _options = new JudgeOptions(this);

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, CommandContext context) =>
        ReportRunner.Run("use", _options, arguments, context, UseTableText.Write);
}

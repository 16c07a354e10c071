using System.CommandLine;
using Sonde.CommandLine;
using Sonde.Views;

namespace Sonde.Commands;

/// <summary>How long the machine has been up and how loaded it is, with the options of uptime.</summary>
internal sealed class UptimeCommand : SondeCommand
{
    private readonly Option<bool> _pretty = new("-p", "--pretty") { Description = "Show only the uptime, in words." };
    private readonly Option<bool> _since = new("-s", "--since") { Description = "Show only when the machine booted." };
    private readonly ViewOptions _options;

    /// <summary>Declares the options.</summary>
    public UptimeCommand()
        : base(
            "uptime",
            "How long the machine has been up, and its load averages: the first larger than the last means that it is getting worse.",
            CommandGroup.Views,
            new Example("sonde uptime", "load averages of 1, 5 and 15 minutes"),
            new Example("sonde uptime -s", "when it booted"))
    {
        Add(_pretty);
        Add(_since);
        _options = new ViewOptions(this);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, CommandContext context)
    {
        UptimeStyle style = arguments.GetValue(_since) ? UptimeStyle.Since : arguments.GetValue(_pretty) ? UptimeStyle.Pretty : UptimeStyle.Line;
        return ViewLoop.Run(new UptimeView(style), _options.Request(arguments), context);
    }
}

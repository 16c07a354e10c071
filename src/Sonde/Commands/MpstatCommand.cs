using System.CommandLine;
using Sonde.CommandLine;
using Sonde.Views;

namespace Sonde.Commands;

/// <summary>CPU time by CPU, with mpstat's options and columns.</summary>
internal sealed class MpstatCommand : SondeCommand
{
    private readonly Option<string?> _cpus = new("-P") { Description = "CPUs to show: ALL, all, or numbers and ranges such as 0,2-5.", HelpName = "CPUS" };
    private readonly ViewOptions _options;

    /// <summary>Declares the options.</summary>
    public MpstatCommand()
        : base(
            "mpstat",
            "CPU time by CPU: user, system, waiting, interrupts, steal, idle.",
            CommandGroup.Views,
            new Example("sonde mpstat -P ALL 1", "every CPU, each second: one hot CPU is a single-threaded program"),
            new Example("sonde mpstat 1 5 --json", "five samples for a script"))
    {
        Add(_cpus);
        _options = new ViewOptions(this);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, CommandContext context) =>
        ViewLoop.Run(new MpstatView(CpuSelection.Parse(arguments.GetValue(_cpus))), _options, arguments, context);
}

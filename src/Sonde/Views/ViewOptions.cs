using System.CommandLine;
using Sonde.CommandLine;
using Sonde.Linux;
using Sonde.Metrics.Sampling;
using Sonde.Proc;

namespace Sonde.Views;

/// <summary>The options that every view takes: interval and count as the classic tools do, --json, and --root for recorded trees.</summary>
internal sealed class ViewOptions
{
    private readonly Argument<double?> _interval;
    private readonly Argument<long?> _count;
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document (schema sonde.view/1)." };
    private readonly Option<string[]> _roots = new("--root")
    {
        Description = "Read a recorded tree instead of this machine; given several times, each is one sample.",
        HelpName = "DIR",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Adds the options to <paramref name="command"/>.</summary>
    public ViewOptions(Command command)
    {
        _interval = new("interval") { HelpName = "INTERVAL", Description = "Seconds between reports.", Arity = ArgumentArity.ZeroOrOne, CustomParser = NumberParser.Seconds };
        _count = new("count") { HelpName = "COUNT", Description = "Number of reports.", Arity = ArgumentArity.ZeroOrOne, CustomParser = NumberParser.Count };
        command.Add(_interval);
        command.Add(_count);
        command.Add(_json);
        command.Add(_roots);
    }

    /// <summary>The interval in seconds, or null where none was given.</summary>
    public TimeSpan? Interval(ParseResult arguments) => arguments.GetValue(_interval) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>How many reports, or null for no limit.</summary>
    public long? Count(ParseResult arguments) => arguments.GetValue(_count);

    /// <summary>True for --json.</summary>
    public bool IsJson(ParseResult arguments) => arguments.GetValue(_json);

    /// <summary>The recorded trees; empty for the machine itself.</summary>
    /// <exception cref="LinuxException">A tree is not there.</exception>
    public IReadOnlyList<LinuxRoot> Roots(ParseResult arguments) => [.. (arguments.GetValue(_roots) ?? []).Select(LinuxRoot.Recorded)];

    /// <summary>The source of samples that the options ask for.</summary>
    public SampleSource Source(ParseResult arguments, CommandContext context)
    {
        IReadOnlyList<LinuxRoot> roots = Roots(arguments);
        return roots.Count > 0
            ? SampleSource.Recorded(roots)
            : SampleSource.Live(Interval(arguments) ?? TimeSpan.FromSeconds(1), context.Interrupt.Token);
    }
}

using System.CommandLine;
using Sonde.CommandLine;
using Sonde.Diagnosis;
using Sonde.Proc;
using Sonde.Terminal;

namespace Sonde.Commands;

/// <summary>The options that every judging command takes: how long to watch, where, and how to show the report.</summary>
internal sealed class JudgeOptions
{
    private readonly Option<double?> _seconds = new("--seconds") { Description = "How long to watch (default 5).", HelpName = "SECONDS", CustomParser = NumberParser.Seconds };
    private readonly Option<bool> _json = new("--json") { Description = "Print the report as JSON (schema sonde.report/1)." };
    private readonly Option<bool> _markdown = new("--markdown") { Description = "Print the report as Markdown, for a ticket or a chat." };
    private readonly Option<string?> _html = new("--html") { Description = "Also write the report as one self-contained HTML file.", HelpName = "FILE" };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print only the verdict line, as a Nagios check does." };
    private readonly Option<ColorChoice> _color = new("--color") { Description = "Colour: auto, always or never.", HelpName = "WHEN", CustomParser = ColorParser.Parse };
    private readonly Option<string[]> _roots = new("--root")
    {
        Description = "Judge recorded trees instead of this machine: the earlier tree first.",
        HelpName = "DIR",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Adds the options to <paramref name="command"/>.</summary>
    public JudgeOptions(Command command)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[_seconds, _json, _markdown, _html, _quiet, _color, _roots])
            command.Add(option);
    }

    /// <summary>How and where to watch.</summary>
    /// <exception cref="Sonde.Linux.LinuxException">A recorded tree is not there.</exception>
    public ObserverOptions Observer(ParseResult arguments)
    {
        ObserverOptions options = new() { Roots = [.. (arguments.GetValue(_roots) ?? []).Select(LinuxRoot.Recorded)] };
        return arguments.GetValue(_seconds) is { } seconds ? options with { Window = TimeSpan.FromSeconds(seconds) } : options;
    }

    /// <summary>True for --json.</summary>
    public bool IsJson(ParseResult arguments) => arguments.GetValue(_json);

    /// <summary>True for --markdown.</summary>
    public bool IsMarkdown(ParseResult arguments) => arguments.GetValue(_markdown);

    /// <summary>True for --quiet.</summary>
    public bool IsQuiet(ParseResult arguments) => arguments.GetValue(_quiet);

    /// <summary>The HTML file to write, or null.</summary>
    public string? Html(ParseResult arguments) => arguments.GetValue(_html);

    /// <summary>The user's choice of colour.</summary>
    public ColorChoice Color(ParseResult arguments) => arguments.GetValue(_color);
}

using System.CommandLine;
using Sonde.CommandLine;
using Sonde.Linux;
using Sonde.Proc;

namespace Sonde.Views;

/// <summary>The options that every view takes: interval and count as the classic tools do, --json, and --root for recorded trees.</summary>
internal sealed class ViewOptions
{
    private readonly Argument<string[]> _words;
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document (schema sonde.view/1)." };
    private readonly Option<string[]> _roots = new("--root")
    {
        Description = "Read a recorded tree instead of this machine; given several times, each is one sample.",
        HelpName = "DIR",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Adds the options to <paramref name="command"/>.</summary>
    /// <param name="command">The view's command.</param>
    /// <param name="operands">What it takes before the interval, such as "DEVICE..."; null where it takes nothing.</param>
    public ViewOptions(Command command, string? operands = null)
    {
        TakesOperands = operands is not null;
        // One argument for all words: the classic tools tell an interval from a device by its digits.
        _words = new("interval")
        {
            HelpName = (operands is null ? "" : operands + "] [") + "INTERVAL [COUNT]",
            Description = "Seconds between reports, and their number; without them one report.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        command.Add(_words);
        command.Add(_json);
        command.Add(_roots);
    }

    private bool TakesOperands { get; }

    /// <summary>What the user asked for.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="extraWords">Words that an option took although they belong here, such as the 1 of iostat -p 1.</param>
    /// <exception cref="CommandFailure">A word is none that the view takes.</exception>
    /// <exception cref="LinuxException">A recorded tree is not there.</exception>
    public ViewRequest Request(ParseResult arguments, params ReadOnlySpan<string> extraWords)
    {
        Words(arguments, extraWords, out double? interval, out long? count, []);
        return new ViewRequest(
            interval is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            count,
            arguments.GetValue(_json) ? ViewOutput.Json : ViewOutput.Text,
            [.. (arguments.GetValue(_roots) ?? []).Select(LinuxRoot.Recorded)]);
    }

    /// <summary>The words before the interval.</summary>
    public IReadOnlyList<string> Operands(ParseResult arguments)
    {
        List<string> operands = [];
        Words(arguments, [], out _, out _, operands);
        return operands;
    }

    private void Words(ParseResult arguments, ReadOnlySpan<string> extraWords, out double? interval, out long? count, List<string> operands)
    {
        interval = null;
        count = null;
        string[] words = arguments.GetValue(_words) ?? [];
        foreach (string word in (string[])[.. extraWords, .. words[..^ProgramOption.Words(arguments).Length]])
        {
            if (word.StartsWith('-'))
                throw ParseErrors.ToFailure(arguments);
            bool isNumber = word.Length > 0 && (char.IsAsciiDigit(word[0]) || word[0] == '.');
            if (TakesOperands && !isNumber)
                operands.Add(word);
            else if (interval is null)
                interval = NumberParser.Seconds(word);
            else if (count is null)
                count = NumberParser.Count(word);
            else
                throw new CommandFailure(ExitCode.Usage, $"unknown argument '{word}'", "an interval and a count were given already");
        }
    }
}

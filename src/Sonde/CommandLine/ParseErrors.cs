using System.CommandLine;
using System.CommandLine.Parsing;

namespace Sonde.CommandLine;

/// <summary>Turns the parser's errors into one line that says what was not understood and what was probably meant.</summary>
internal static class ParseErrors
{
    /// <summary>The failure for the first error of <paramref name="result"/>.</summary>
    public static CommandFailure ToFailure(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        string name = CommandPath(result.CommandResult);
        string help = $"{name} --help shows what it takes";
        if (FirstUnknown(result) is { } token)
        {
            bool isOption = token.StartsWith('-');
            string kind = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
            string? near = Suggestion.Nearest(token, isOption ? OptionNames(command) : command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));
            return new CommandFailure(ExitCode.Usage, $"unknown {kind} '{token}'", near is null ? help : $"did you mean {near}? {help}");
        }

        return new CommandFailure(ExitCode.Usage, result.Errors[0].Message.TrimEnd('.'), help);
    }

    /// <summary>The words that lead to a command, such as "sonde use".</summary>
    public static string CommandPath(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{CommandPath(parent)} {result.Command.Name}" : "sonde";

    // A mistyped option may have been taken for the value of an argument; a word with a dash never is one.
    private static string? FirstUnknown(ParseResult result)
    {
        foreach (SymbolResult child in result.CommandResult.Children)
        {
            if (child is ArgumentResult argument && argument.Tokens.FirstOrDefault(t => t.Value.Length > 1 && t.Value[0] == '-') is { } dashed)
                return dashed.Value;
        }

        return result.UnmatchedTokens.Count > 0 ? result.UnmatchedTokens[0] : null;
    }

    private static IEnumerable<string> OptionNames(Command command) => command.Options.Where(o => !o.Hidden).SelectMany(o => o.Aliases.Prepend(o.Name));
}

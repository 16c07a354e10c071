using System.CommandLine;
using System.CommandLine.Parsing;

namespace Sonde.CommandLine;

/// <summary>The option -e PROGRAM ARGS: everything behind it belongs to the program, words that look like options included.</summary>
internal sealed class ProgramOption : Option<bool>
{
    private const string Flag = "-e";

    /// <summary>Declares it.</summary>
    public ProgramOption()
        : base(Flag)
    {
        Description = "Run a program and watch it; its end ends the run. Comes last.";
        HelpName = "PROGRAM [ARGS]";
    }

    /// <summary>Puts -- between the option and the program, so that the parser leaves the program's words alone.</summary>
    public static string[] Separate(RootCommand root, string[] arguments)
    {
        int flag = Array.IndexOf(arguments, Flag);
        int end = Array.IndexOf(arguments, "--");
        bool isTaken = flag > 0 && (end < 0 || flag < end) && root.Subcommands.Any(c => c.Name == arguments[0] && c.Options.OfType<ProgramOption>().Any());
        return isTaken ? [.. arguments[..(flag + 1)], "--", .. arguments[(flag + 1)..]] : arguments;
    }

    /// <summary>The program and its arguments; empty where the option was not given, or has no program behind it.</summary>
    public static string[] Words(ParseResult arguments)
    {
        if (!arguments.CommandResult.Children.OfType<OptionResult>().Any(static o => o.Option is ProgramOption))
            return [];
        return [.. arguments.Tokens.SkipWhile(static t => t.Type != TokenType.DoubleDash).Skip(1).Select(static t => t.Value)];
    }
}

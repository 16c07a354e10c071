using System.CommandLine;
using Sonde.Terminal;

namespace Sonde.CommandLine;

/// <summary>Sonde's own --help: what the command is for, how it is called, its options, and examples that work as printed.</summary>
internal static class HelpText
{
    private const int LargestNameColumn = 28;

    /// <summary>Writes the overview of all commands.</summary>
    public static void WriteOverview(RootCommand root, Stream output, int width)
    {
        Utf8LineBuilder text = new();
        text.Append("sonde: ").Append(root.Description).NewLine().NewLine();
        text.Append("Usage: sonde COMMAND [OPTIONS]").NewLine();
        (CommandGroup Group, string Title)[] groups =
        [
            (CommandGroup.Diagnose, "Diagnose"), (CommandGroup.Views, "Views, with the classic options and columns"), (CommandGroup.Knowledge, "Know"),
        ];
        foreach ((CommandGroup group, string title) in groups)
        {
            List<SondeCommand> commands = [.. root.Subcommands.OfType<SondeCommand>().Where(c => c.Group == group && !c.Hidden)];
            if (commands.Count == 0)
                continue;
            text.NewLine().Append(title).Append(":").NewLine();
            WriteRows(text, commands.Select(c => (c.Name, c.Description ?? "")), width);
        }

        text.NewLine().Append("sonde COMMAND --help shows the options and examples of a command.").NewLine();
        text.Append("Start with: sonde triage").NewLine();
        text.FlushTo(output);
    }

    /// <summary>Writes the help of one command.</summary>
    public static void Write(Command command, string path, Stream output, int width)
    {
        if (command is RootCommand root)
        {
            WriteOverview(root, output, width);
            return;
        }

        Utf8LineBuilder text = new();
        WriteWrapped(text, command.Description ?? "", 0, width);
        text.NewLine().Append("Usage: ").Append(path).Append(command.Options.Count > 0 ? " [OPTIONS]" : "");
        foreach (Argument argument in command.Arguments)
            text.Append(ArgumentUsage(argument));
        text.NewLine();
        if (command.Arguments.Count > 0)
        {
            text.NewLine().Append("Arguments:").NewLine();
            WriteRows(text, command.Arguments.Select(a => (a.HelpName ?? a.Name, a.Description ?? "")), width);
        }

        text.NewLine().Append("Options:").NewLine();
        WriteRows(text, command.Options.Where(o => !o.Hidden).Select(o => (OptionLabel(o), o.Description ?? "")).Append(("--help", "Show this help.")), width);
        if (command is SondeCommand { Examples.Count: > 0 } sonde)
        {
            text.NewLine().Append("Examples:").NewLine();
            WriteRows(text, sonde.Examples.Select(e => (e.Line, e.Shows)), width);
        }

        text.FlushTo(output);
    }

    /// <summary>The argument as the line of usage has it, with the blank before it: in brackets where it may be left out.</summary>
    public static string ArgumentUsage(Argument argument) =>
        argument.Arity.MinimumNumberOfValues == 0 ? $" [{argument.HelpName ?? argument.Name}]" : $" {argument.HelpName ?? argument.Name}";

    /// <summary>The option's names, shortest first, and its value.</summary>
    public static string OptionLabel(Option option)
    {
        IEnumerable<string> names = option.Aliases.Prepend(option.Name).OrderBy(n => n.Length);
        string label = string.Join(", ", names);
        return option.ValueType == typeof(bool) && option.HelpName is null ? label : $"{label} {option.HelpName ?? "VALUE"}";
    }

    private static void WriteRows(Utf8LineBuilder text, IEnumerable<(string Name, string Description)> rows, int width)
    {
        List<(string Name, string Description)> list = [.. rows];
        int column = Math.Min(list.Max(r => r.Name.Length), LargestNameColumn) + 4;
        foreach ((string name, string description) in list)
        {
            text.Append("  ").AppendPadded(name, column - 2);
            if (name.Length + 4 > column)
                text.NewLine().AppendSpaces(column);
            WriteWrapped(text, description, column, width);
        }
    }

    private static void WriteWrapped(Utf8LineBuilder text, string description, int indent, int width)
    {
        int used = indent;
        bool first = true;
        foreach (string word in description.Split(' '))
        {
            if (!first && used + 1 + word.Length > width)
            {
                text.NewLine().AppendSpaces(indent);
                used = indent;
                first = true;
            }

            if (!first)
                text.Append(" ");
            text.Append(word);
            used += word.Length + (first ? 0 : 1);
            first = false;
        }

        text.NewLine();
    }
}

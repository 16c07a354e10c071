using System.CommandLine;
using System.Text;

namespace Sonde.CommandLine;

/// <summary>Manual pages in roff, made from the command tree as --help is. Source: man(7).</summary>
internal static class ManualPage
{
    private static readonly (int Status, string Meaning)[] Verdicts =
    [
        (ExitCode.Success, "nothing above information was found"), (ExitCode.Warning, "the worst finding is a warning"), (ExitCode.Critical, "the worst finding is critical"),
        (ExitCode.Unknown, "too little could be observed to judge"),
    ];

    private static readonly (int Status, string Meaning)[] Failures =
    [
        (ExitCode.Usage, "the command line is wrong"), (ExitCode.BadInput, "the input is not what it should be"), (ExitCode.NoInput, "the input is not there"),
        (ExitCode.KernelLacks, "the kernel lacks what is needed"), (ExitCode.Bug, "a bug in Sonde"), (ExitCode.InputOutput, "input or output failed"),
        (ExitCode.NoPermission, "not permitted"),
    ];

    private static readonly (string Name, string Meaning)[] Variables =
    [
        ("NO_COLOR", "Any value switches colour off."), ("COLUMNS", "The width to write for where the output is no terminal."),
        ("S_TIME_FORMAT", "ISO: the views write dates as YYYY-MM-DD, as sysstat does."), ("SONDE_DEBUG", "Any value shows the stack of a bug in Sonde."),
    ];

    /// <summary>The pages: the overview, and one for each visible command.</summary>
    public static IEnumerable<(string FileName, string Text)> All(RootCommand root)
    {
        yield return ("sonde.1", Overview(root));
        foreach (SondeCommand command in Commands(root))
            yield return ($"sonde-{command.Name}.1", Of(command));
    }

    private static IEnumerable<SondeCommand> Commands(RootCommand root) => root.Subcommands.OfType<SondeCommand>().Where(static c => !c.Hidden);

    private static string Overview(RootCommand root)
    {
        StringBuilder page = Begin("SONDE", "sonde", "diagnose the performance of a Linux machine");
        page.Append("\\fBsonde\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n.SH DESCRIPTION\n");
        page.Append(Escape(root.Description ?? "")).Append('\n');
        page.Append("Start with \\fBsonde triage\\fR. Each command has a page of its own, such as\n.BR sonde\\-triage (1).\n");
        page.Append(".SH COMMANDS\n");
        foreach (SondeCommand command in Commands(root))
            WriteItem(page, Bold(command.Name), command.Description ?? "");
        page.Append(".SH ENVIRONMENT\n");
        foreach ((string name, string meaning) in Variables)
            WriteItem(page, Bold(name), meaning);
        WriteExitStatus(page, judges: true);
        page.Append(".SH SEE ALSO\n").Append(string.Join(",\n", Commands(root).Select(static c => $".BR sonde\\-{c.Name} (1)"))).Append('\n');
        return page.ToString();
    }

    private static string Of(SondeCommand command)
    {
        StringBuilder page = Begin($"SONDE-{command.Name.ToUpperInvariant()}", $"sonde-{command.Name}", FirstSentence(command.Description ?? ""));
        page.Append(Bold($"sonde {command.Name}")).Append(" [\\fIOPTIONS\\fR]");
        foreach (Argument argument in command.Arguments)
            page.Append(Escape(HelpText.ArgumentUsage(argument)));
        page.Append("\n.SH DESCRIPTION\n").Append(Escape(command.Description ?? "")).Append('\n');
        if (command.Group == CommandGroup.Views)
            page.Append(".PP\nOptions, columns and units are those of\n").Append($".BR {command.Name} (1),\n").Append("where it has them. What could not be measured is a dash, never 0.\n");
        page.Append(".SH OPTIONS\n");
        foreach (Argument argument in command.Arguments)
            WriteItem(page, Escape(argument.HelpName ?? argument.Name), argument.Description ?? "");
        foreach (Option option in command.Options.Where(static o => !o.Hidden))
            WriteItem(page, Bold(HelpText.OptionLabel(option)), option.Description ?? "");
        WriteItem(page, Bold("--help"), "Show a summary.");
        page.Append(".SH EXAMPLES\n");
        foreach (Example example in command.Examples)
            WriteItem(page, Bold(example.Line), example.Shows);
        WriteExitStatus(page, command.Group == CommandGroup.Diagnose);
        page.Append(".SH SEE ALSO\n.BR sonde (1)").Append(command.Group == CommandGroup.Views ? $",\n.BR {command.Name} (1)\n" : "\n");
        return page.ToString();
    }

    private static StringBuilder Begin(string title, string name, string purpose) => new StringBuilder(4096)
        .Append(".\\\" Made by sonde docs man docs/man.\n")
        .Append($".TH {title} 1 \"\" \"Sonde\" \"Sonde manual\"\n.nh\n.ad l\n")
        .Append(".SH NAME\n").Append(Escape(name)).Append(" \\- ").Append(Escape(purpose)).Append("\n.SH SYNOPSIS\n");

    private static void WriteExitStatus(StringBuilder page, bool judges)
    {
        page.Append(".SH EXIT STATUS\n");
        foreach ((int status, string meaning) in judges ? Verdicts : [(ExitCode.Success, "done")])
            WriteItem(page, Bold(status.ToString()), meaning);
        foreach ((int status, string meaning) in Failures)
            WriteItem(page, Bold(status.ToString()), meaning);
        WriteItem(page, Bold($"{ExitCode.SignalBase}+N"), "ended by signal N, after showing what was measured");
    }

    private static void WriteItem(StringBuilder page, string label, string text) => page.Append(".TP\n").Append(label).Append('\n').Append(Escape(text)).Append('\n');

    private static string Bold(string text) => $"\\fB{Escape(text)}\\fR";

    // In man's index a name has a phrase, not a sentence.
    private static string FirstSentence(string description)
    {
        int end = description.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? description.TrimEnd('.') : description[..end]).Trim();
    }

    // A dash that can be copied into a shell, and no requests in the middle of a text.
    private static string Escape(string text)
    {
        string escaped = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal)
            .Replace("'", "\\(aq", StringComparison.Ordinal).Replace("^", "\\(ha", StringComparison.Ordinal)
            .Replace("~", "\\(ti", StringComparison.Ordinal).Replace("`", "\\(ga", StringComparison.Ordinal);
        return escaped.StartsWith('.') ? "\\&" + escaped : escaped;
    }
}

using System.CommandLine;
using Sonde.CommandLine;
using Sonde.Diagnosis.Findings;
using Sonde.Metrics.Catalogue;
using Sonde.Rendering;
using Sonde.Terminal;

namespace Sonde.Commands;

/// <summary>What a finding or a field means.</summary>
internal sealed class ExplainCommand : SondeCommand
{
    private readonly Argument<string?> _id = new("id") { HelpName = "ID", Description = "A finding such as cpu.saturated, or a field such as cpu_iowait_percent.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<ColorChoice> _color = new("--color") { Description = "Colour: auto, always or never.", HelpName = "WHEN", CustomParser = ColorParser.Parse };

    /// <summary>Declares the options.</summary>
    public ExplainCommand()
        : base(
            "explain",
            "What a finding or a field means, why it matters, what to do, and where it is documented.",
            CommandGroup.Knowledge,
            new Example("sonde explain disk.saturated", "mechanism, false alarms, remedies, sources"),
            new Example("sonde explain cpu_iowait_percent", "a field's formula and source"),
            new Example("sonde explain", "everything that can be explained"))
    {
        Add(_id);
        Add(_color);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, CommandContext context)
    {
        TerminalPage page = new(context.OutputProfile(arguments.GetValue(_color)));
        string? id = arguments.GetValue(_id);
        if (id is null)
            WriteList(page);
        else if (Explanations.TryGet(id) is { } markdown)
            ExplanationText.Write(markdown, page);
        else if (FieldCatalogue.Find(id) is { } field)
            WriteField(field, page);
        else
            throw Unknown(id);
        page.FlushTo(context.Output);
        return ExitCode.Success;
    }

    private static CommandFailure Unknown(string id)
    {
        string? near = Suggestion.Nearest(id, FindingCatalogue.All.Concat(FieldCatalogue.All.Select(f => f.Id)));
        string all = "sonde explain lists everything that can be explained";
        return new CommandFailure(ExitCode.NoInput, $"nothing is known as '{id}'", near is null ? all : $"did you mean {near}? {all}");
    }

    private static void WriteField(Field field, TerminalPage page)
    {
        page.WriteLine(new StyledText(field.Id, Style.Bold));
        page.WriteWrapped(field.Meaning, 0);
        page.WriteLine();
        (string Label, string Text)[] rows = [("unit", field.Unit.Length == 0 ? "none" : field.Unit), ("kind", field.Kind.ToString().ToLowerInvariant()), ("source", field.Source), ("formula", field.Formula)];
        foreach ((string label, string text) in rows)
        {
            if (text.Length > 0)
                page.WriteWrapped(text, 0, 10, new StyledText(label.PadRight(10), Style.Dim));
        }
    }

    private static void WriteList(TerminalPage page)
    {
        page.WriteLine(new StyledText("Findings", Style.Bold));
        foreach (IGrouping<string, string> area in FindingCatalogue.All.GroupBy(f => f[..f.IndexOf('.', StringComparison.Ordinal)]))
            page.WriteWrapped(string.Join("  ", area), 2, 2);
        page.WriteLine();
        page.WriteLine(new StyledText("Fields", Style.Bold));
        page.WriteWrapped(string.Join("  ", FieldCatalogue.All.Select(f => f.Id)), 2, 2);
    }
}

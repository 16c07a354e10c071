using System.CommandLine;
using System.Text;
using Sonde.CommandLine;
using Sonde.Rendering;

namespace Sonde.Commands;

/// <summary>Prints pages of the documentation that are made from the program itself, so that they cannot disagree with it. Hidden: it serves the source tree.</summary>
internal sealed class DocsCommand : SondeCommand
{
    private readonly Argument<string> _page = new("page") { HelpName = "PAGE", Description = "fields: docs/fields.md." };

    /// <summary>Declares the options.</summary>
    public DocsCommand()
        : base(
            "docs",
            "Print a page of the documentation that is made from the program.",
            CommandGroup.Knowledge,
            new Example("sonde docs fields > docs/fields.md", "every field, its source and its formula"))
    {
        Hidden = true;
        Add(_page);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, CommandContext context)
    {
        string page = arguments.GetValue(_page) ?? "";
        if (page != "fields")
            throw new CommandFailure(ExitCode.Usage, $"'{page}' is not a page that is made from the program", "choose fields");
        context.Output.Write(Encoding.UTF8.GetBytes(FieldsPage.Write()));
        return ExitCode.Success;
    }
}

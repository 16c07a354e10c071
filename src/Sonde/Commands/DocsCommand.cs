using System.CommandLine;
using System.Text;
using Sonde.CommandLine;
using Sonde.Rendering;

namespace Sonde.Commands;

/// <summary>Writes pages of the documentation that are made from the program itself, so that they cannot disagree with it. Hidden: it serves the source tree.</summary>
internal sealed class DocsCommand : SondeCommand
{
    private readonly Argument<string> _page = new("page") { HelpName = "PAGE", Description = "fields: docs/fields.md; man: manual pages." };
    private readonly Argument<string?> _directory = new("directory") { HelpName = "DIR", Description = "Of man: where to write them.", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>Declares the options.</summary>
    public DocsCommand()
        : base(
            "docs",
            "Write pages of the documentation that are made from the program.",
            CommandGroup.Knowledge,
            new Example("sonde docs fields > docs/fields.md", "every field, its source and its formula"),
            new Example("sonde docs man docs/man", "a manual page for each command"))
    {
        Hidden = true;
        Add(_page);
        Add(_directory);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, CommandContext context)
    {
        string page = arguments.GetValue(_page) ?? "";
        string? directory = arguments.GetValue(_directory);
        switch (page)
        {
            case "fields" when directory is null:
                context.Output.Write(Encoding.UTF8.GetBytes(FieldsPage.Write()));
                return ExitCode.Success;
            case "man" when directory is not null:
                WriteManual((RootCommand)arguments.RootCommandResult.Command, directory);
                return ExitCode.Success;
            default:
                throw new CommandFailure(ExitCode.Usage, $"'{page}' is not a page that is made from the program so", "choose fields, or man DIR");
        }
    }

    private static void WriteManual(RootCommand root, string directory)
    {
        try
        {
            foreach ((string name, string text) in ManualPage.All(root))
                File.WriteAllText(Path.Combine(directory, name), text);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.InputOutput, $"cannot write into {directory}", "name a directory that is there and that you may write");
        }
    }
}

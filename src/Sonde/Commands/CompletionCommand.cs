using System.CommandLine;
using System.Text;
using Sonde.CommandLine;

namespace Sonde.Commands;

/// <summary>Prints a completion script.</summary>
internal sealed class CompletionCommand : SondeCommand
{
    private readonly Argument<string> _shell = new("shell") { HelpName = "SHELL", Description = "bash, zsh or fish." };

    /// <summary>Declares the options.</summary>
    public CompletionCommand()
        : base(
            "completion",
            "Print a completion script for a shell.",
            CommandGroup.Knowledge,
            new Example("source <(sonde completion bash)", "complete commands, options and findings in this shell"),
            new Example("sonde completion fish > ~/.config/fish/completions/sonde.fish", "and in every fish"))
        => Add(_shell);

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, CommandContext context)
    {
        string shell = arguments.GetValue(_shell) ?? "";
        if (!CompletionScript.Shells.Contains(shell))
            throw new CommandFailure(ExitCode.Usage, $"'{shell}' is not a shell that scripts are written for", $"choose one of {string.Join(", ", CompletionScript.Shells)}");
        RootCommand root = (RootCommand)arguments.RootCommandResult.Command;
        context.Output.Write(Encoding.UTF8.GetBytes(CompletionScript.Write(root, shell)));
        return ExitCode.Success;
    }
}

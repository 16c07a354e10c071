using System.CommandLine;
using Sonde.CommandLine;
using Sonde.Commands;
using Sonde.Linux;

namespace Sonde;

/// <summary>Parses the arguments, runs the command, and turns whatever stops it into one line and an exit status.</summary>
internal static class CommandRunner
{
    /// <summary>Runs sonde with <paramref name="arguments"/>.</summary>
    public static int Run(string[] arguments)
    {
        using StandardStream output = StandardStream.Output();
        using StandardStream error = StandardStream.Error();
        using InterruptSignal interrupt = new();
        CommandContext context = new(output, error, interrupt, System.Environment.GetEnvironmentVariable);
        return Run(arguments, context);
    }

    /// <summary>Runs in a given context; everything that goes wrong ends here.</summary>
    public static int Run(string[] arguments, CommandContext context)
    {
        try
        {
            return Dispatch(arguments, context);
        }
        catch (ClosedOutputException)
        {
            return ExitCode.ClosedOutput;
        }
        catch (CommandFailure failure)
        {
            return Fail(context, failure.ExitCode, failure.Message, failure.Remedy);
        }
        catch (LinuxException failure)
        {
            return Fail(context, StatusOf(failure.Errno), failure.Message, failure.Errno.IsPermission ? "run as root, or see sonde doctor" : null);
        }
        catch (Exception bug) when (context.Environment("SONDE_DEBUG") is null)
        {
            return Fail(context, ExitCode.Bug, $"a bug in Sonde: {bug.GetType().Name}: {bug.Message}", "run again with SONDE_DEBUG=1 and report what it prints");
        }
    }

    private static int Dispatch(string[] arguments, CommandContext context)
    {
        if (arguments is ["--version" or "-V"])
            return new VersionCommand().Run(null!, context);
        RootCommand root = CommandTree.Create();
        if (arguments is [] or ["--help" or "-h" or "help"])
        {
            HelpText.WriteOverview(root, context.Output, context.OutputProfile().Width);
            return ExitCode.Success;
        }

        if (arguments is ["help", .. string[] path])
            arguments = [.. path, "--help"];
        arguments = ProgramOption.Separate(root, arguments);
        ParseResult parsed = root.Parse(arguments);
        Command command = parsed.CommandResult.Command;
        if (IsHelpAsked(arguments, command))
        {
            HelpText.Write(command, ParseErrors.CommandPath(parsed.CommandResult), context.Output, context.OutputProfile().Width);
            return ExitCode.Success;
        }

        if (parsed.Errors.Count > 0 || command is not SondeCommand runnable)
            throw ParseErrors.ToFailure(parsed);
        return runnable.Run(parsed, context);
    }

    // --help is always help; -h only where the command has no -h of its own, as free has.
    private static bool IsHelpAsked(string[] arguments, Command command)
    {
        bool hasOwn = command.Options.Any(o => o.Name == "-h" || o.Aliases.Contains("-h"));
        return arguments.TakeWhile(a => a != "--").Any(a => a == "--help" || (a == "-h" && !hasOwn));
    }

    private static int Fail(CommandContext context, int status, string message, string? remedy)
    {
        try
        {
            context.Hint(remedy is null ? message : $"{message}; {remedy}");
        }
        catch (IOException)
        {
            // Nobody reads standard error either; the exit status still says it.
            return status;
        }

        return status;
    }

    private static int StatusOf(Errno errno) => errno switch
    {
        { IsPermission: true } => ExitCode.NoPermission,
        { Value: 2 or 20 } => ExitCode.NoInput,
        { Value: 38 or 95 } => ExitCode.KernelLacks,
        _ => ExitCode.InputOutput,
    };
}

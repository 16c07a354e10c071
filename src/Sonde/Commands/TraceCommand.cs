using System.CommandLine;
using Sonde.Bpf;
using Sonde.Bpf.Programs;
using Sonde.CommandLine;
using Sonde.Linux;
using Sonde.Proc;
using Sonde.Symbols.Kernel;
using Sonde.Tracing.Emit;
using Sonde.Terminal;
using Sonde.Tracing.Intermediate;
using Sonde.Tracing.Listing;
using Sonde.Tracing.Lowering;
using Sonde.Tracing.Output;
using Sonde.Tracing.Runtime;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Syntax.Parsing;
using Sonde.Tracing.Syntax.Printing;

namespace Sonde.Commands;

/// <summary>Runs scripts of the tracing language, with bpftrace's options.</summary>
internal sealed class TraceCommand : SondeCommand
{
    private readonly Argument<string[]> _arguments = new("FILE") { Description = "The script's file, - for standard input; then $1 and on.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _program = new("-e") { Description = "The script itself.", HelpName = "PROGRAM" };
    private readonly Option<int?> _pid = new("-p") { Description = "Count only events of this process.", HelpName = "PID" };
    private readonly Option<string> _format = new("-f") { Description = "Output format: text or json.", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
    private readonly Option<string?> _output = new("-o") { Description = "Write the output to a file.", HelpName = "FILE" };
    private readonly Option<string?> _buffering = new("-B") { Description = "Buffering of the output: none, line or full.", HelpName = "MODE" };
    private readonly Option<bool> _quiet = new("-q") { Description = "Leave out messages about attaching and losses." };
    private readonly Option<bool> _verbose = new("-v") { Description = "Show what the kernel's verifier says." };
    private readonly Option<bool> _unsafe = new("--unsafe") { Description = "Allow calls that change the system." };
    private readonly Option<string?> _debug = new("-d") { Description = "Print a stage and end: ast, ir or dis.", HelpName = "STAGE" };
    private readonly Option<string[]> _include = new("-I") { Description = "Look for included files there too.", HelpName = "DIR" };
    private readonly Option<bool> _list = new("-l") { Description = "List the probes that match a pattern; with -v also their arguments." };
    private readonly Option<string> _dialect = new("--dialect") { Description = "Whose output to print: newest or 0.17.", HelpName = "VERSION", DefaultValueFactory = _ => "newest" };

    /// <summary>Declares the options.</summary>
    public TraceCommand()
        : base(
            "trace",
            "Runs a script of the tracing language (bpftrace's) in the kernel.",
            CommandGroup.Diagnose,
            new Example("sonde trace -e 'tracepoint:raw_syscalls:sys_enter { @[comm] = count(); }'", "system calls by program, until Ctrl-C"),
            new Example("sonde trace -e 'profile:hz:99 { @[kstack] = count(); }'", "where the kernel spends its time"),
            new Example("sonde trace runqlat.bt", "run a script from a file"))
    {
        Add(_arguments);
        foreach (Option option in (Option[])[_program, _pid, _format, _output, _buffering, _quiet, _verbose, _unsafe, _debug, _include, _list, _dialect])
            Add(option);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, CommandContext context)
    {
        if (arguments.GetValue(_list))
            return List(arguments, context);
        (string name, string text, string[] parameters) = Script(arguments);
        KernelSymbols kernelSymbols = new(LinuxRoot.Live);
        ScriptCompiler compiler = new()
        {
            Settings = SettingsOf(arguments, context),
            Parameters = parameters,
            IncludeDirectories = arguments.GetValue(_include) ?? [],
            FilterPid = arguments.GetValue(_pid),
            KernelSymbols = name => kernelSymbols.Find(name) is [var symbol, ..] ? symbol.Address : null,
        };
        try
        {
            ParsedScript parsed = compiler.Parse(name, text);
            if (arguments.GetValue(_debug) == "ast")
                return Print(context, SyntaxPrinter.Print(parsed.Script));
            CompiledScript script = compiler.Compile(parsed);
            return arguments.GetValue(_debug) is { } stage ? Print(context, Dump(script, stage)) : Trace(script, arguments, context);
        }
        catch (TraceSyntaxException failure)
        {
            // The messages quote lines of the script, which keep their layout.
            context.Error.Write(System.Text.Encoding.UTF8.GetBytes(failure.Message + "\n"));
            return ExitCode.Warning;
        }
        catch (EmitException failure)
        {
            throw new CommandFailure(ExitCode.BadInput, failure.Message);
        }
        catch (VerifierException failure)
        {
            throw new CommandFailure(ExitCode.KernelLacks, arguments.GetValue(_verbose) ? $"{failure.Message}\n{failure.Log}" : failure.Message);
        }
        catch (BpfException failure)
        {
            throw new CommandFailure(failure.Errno.IsPermission ? ExitCode.NoPermission : ExitCode.KernelLacks, failure.Message);
        }
    }

    private int List(ParseResult arguments, CommandContext context)
    {
        string pattern = (arguments.GetValue(_arguments) ?? []).FirstOrDefault() ?? "";
        bool isVerbose = arguments.GetValue(_verbose);
        ScriptCompiler compiler = new();
        ProbeListing listing = new(LinuxRoot.Live, compiler.Kernel.Image, ProbeCatalogue.OpenBinary);
        List<Unavailability> problems = [];
        Utf8LineBuilder lines = new(256);
        string[] words = pattern.Split(' ', 2);
        if (words is ["struct" or "union" or "enum", var name])
        {
            foreach (string definition in listing.Definitions(words[0], name))
                lines.Append(definition).NewLine().FlushTo(context.Output);
            return ExitCode.Success;
        }

        int count = 0;
        foreach (ListedProbe probe in listing.List(pattern, isVerbose, problems))
        {
            count++;
            lines.Append(probe.Name).NewLine().FlushTo(context.Output);
            foreach (string argument in probe.Arguments)
                lines.Append("    ").Append(argument).NewLine().FlushTo(context.Output);
        }

        foreach (Unavailability problem in problems)
            context.Hint(problem.ToString());
        return count > 0 ? ExitCode.Success : ExitCode.Warning;
    }

    private int Trace(CompiledScript script, ParseResult arguments, CommandContext context)
    {
        using ScriptSession session = ScriptSession.Load(script, arguments.GetValue(_verbose) ? context.Hint : null);
        using Stream? file = arguments.GetValue(_output) is { } path ? File.Create(path) : null;
        using StackSymbolizer symbolizer = new() { Maps = session.Maps };
        OutputContext outputContext = new()
        {
            Symbolizer = symbolizer,
            Dialect = arguments.GetValue(_dialect) == "0.17" ? OutputDialect.Version017 : OutputDialect.Newest,
            Names = new OutputNames(script),
            BootTimeNanoseconds = (long)(Clock.Wall - DateTimeOffset.UnixEpoch - Clock.SinceBoot).TotalNanoseconds,
            TruncationTrailer = script.Bound.Settings.TruncationTrailer,
        };
        OutputBuffering buffering = arguments.GetValue(_buffering) switch
        {
            "none" => OutputBuffering.None,
            "full" => OutputBuffering.Full,
            _ => OutputBuffering.Line,
        };
        Stream stream = file ?? context.Output;
        TraceOutput output = arguments.GetValue(_format) == "json" ? new JsonTraceOutput(outputContext, stream, buffering) : new TextTraceOutput(outputContext, stream, context.Error, buffering);
        EventPrinter printer = new(script, output, session.Maps, outputContext);
        bool isQuiet = arguments.GetValue(_quiet);
        bool Every()
        {
            if (!isQuiet)
                printer.ReportLosses();
            output.Flush();
            return true;
        }

        session.Start(arguments.GetValue(_pid) ?? -1);
        if (!isQuiet)
            output.AttachedProbes(session.ProbeCount);
        output.Flush();
        session.Run(printer.Handle, Every, context.Interrupt.Token);
        session.Stop(printer.Handle, wantsRest: !printer.HasExited);
        Every();
        output.End();
        if (script.Bound.Settings.PrintMapsOnExit)
            printer.PrintMaps();
        output.Flush();
        return printer.ExitCode;
    }

    private (string Name, string Text, string[] Parameters) Script(ParseResult arguments)
    {
        string[] given = arguments.GetValue(_arguments) ?? [];
        if (arguments.GetValue(_program) is { } program)
            return ("stdin", program, given);
        if (given.Length == 0)
            throw new CommandFailure(ExitCode.Usage, "there is no script; give a file, or the script itself with -e 'PROGRAM'");
        try
        {
            return (given[0], File.ReadAllText(given[0] == "-" ? "/dev/stdin" : given[0]), given[1..]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.NoInput, $"{given[0]} cannot be read: {(failure is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : failure is UnauthorizedAccessException ? "it may not be read" : "reading fails")}");
        }
    }

    private static Tracing.Binding.ScriptSettings SettingsFrom(CommandContext context, bool allowsUnsafe)
    {
        Tracing.Binding.ScriptSettings settings = new() { AllowsUnsafe = allowsUnsafe };
        foreach (string name in (string[])["MAX_STRLEN", "STRLEN", "MAX_MAP_KEYS", "MAP_KEYS_MAX", "MAX_PROBES", "MAX_CAT_BYTES", "CAT_BYTES_MAX", "PERF_RB_PAGES", "PRINT_MAPS_ON_EXIT", "STR_TRUNC_TRAILER", "MISSING_PROBES", "STACK_MODE"])
        {
            if (context.Environment($"BPFTRACE_{name}") is { } value && settings.Set(name, value) is { } problem)
                throw new CommandFailure(ExitCode.Usage, $"BPFTRACE_{name}: {problem}");
        }

        return settings;
    }

    private Tracing.Binding.ScriptSettings SettingsOf(ParseResult arguments, CommandContext context) => SettingsFrom(context, arguments.GetValue(_unsafe));

    private static string Dump(CompiledScript script, string stage) => string.Concat(script.Programs.Select(p =>
    {
        string head = $"{p.Targets[0].Name} ({p.Targets.Count} targets)\n";
        return head + (stage == "ir" ? IntermediateText.Format(p.Function) : string.Join("\n", Sonde.Bpf.Instructions.Disassembler.Lines(ProgramEmitter.Emit(p.Function, EmitOptions.Portable).Code.Instructions.ToArray()))) + "\n";
    }));

    private static int Print(CommandContext context, string text)
    {
        context.Output.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return ExitCode.Success;
    }
}

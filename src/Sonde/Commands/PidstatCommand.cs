using System.CommandLine;
using System.Text.RegularExpressions;
using Sonde.CommandLine;
using Sonde.Linux;
using Sonde.Proc;
using Sonde.Views;

namespace Sonde.Commands;

/// <summary>Processes and threads, with the options and columns of pidstat.</summary>
internal sealed class PidstatCommand : SondeCommand
{
    private readonly Option<bool> _cpu = new("-u") { Description = "Show CPU time and waiting for a CPU (the default)." };
    private readonly Option<bool> _memory = new("-r") { Description = "Show page faults and memory." };
    private readonly Option<bool> _io = new("-d") { Description = "Show bytes to and from storage." };
    private readonly Option<bool> _switches = new("-w") { Description = "Show context switches." };
    private readonly Option<bool> _handles = new("-v") { Description = "Show threads and open descriptors." };
    private readonly Option<bool> _stack = new("-s") { Description = "Show the main thread's stack." };
    private readonly Option<bool> _scheduling = new("-R") { Description = "Show scheduling policy and real-time priority." };
    private readonly Option<bool> _threads = new("-t") { Description = "Show threads too." };
    private readonly Option<string?> _children = new("-T") { Description = "TASK: the tasks; CHILD: with their children, in sums; ALL: both.", HelpName = "WHAT" };
    private readonly Option<string?> _pids = new("-p") { Description = "Only these processes: numbers, SELF, or ALL with idle ones.", HelpName = "PIDS" };
    private readonly Option<string?> _comm = new("-C") { Description = "Only tasks whose name matches a regular expression.", HelpName = "REGEX" };
    private readonly Option<string?> _processName = new("-G") { Description = "Only processes whose name matches, with all their threads.", HelpName = "REGEX" };
    private readonly Option<string?> _user = new("-U") { Description = "Show user names; with NAME only that user's tasks.", HelpName = "[NAME]", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _horizontal = new("-h") { Description = "Show all activities on one line." };
    private readonly Option<bool> _epoch = new("-H") { Description = "Show seconds since 1970 instead of the time of day." };
    private readonly Option<bool> _ofMachine = new("-I") { Description = "Divide %CPU by the number of CPUs." };
    private readonly Option<bool> _commandLine = new("-l") { Description = "Show command lines instead of names." };
    private readonly Option<bool> _human = new("--human") { Description = "Show sizes with a unit and shares with a percent sign." };
    private readonly DecimalsOption _decimals = new();
    private readonly ProgramOption _program = new();
    private readonly ViewOptions _options;

    // Of a program that is watched without an interval: one report, when it ends.
    private static readonly TimeSpan WholeRun = TimeSpan.FromDays(365);

    /// <summary>Declares the options.</summary>
    public PidstatCommand()
        : base(
            "pidstat",
            "Processes and threads that were active: CPU, memory, I/O, context switches.",
            CommandGroup.Views,
            new Example("sonde pidstat 1", "who uses the CPU, and who waits for one (%wait)"),
            new Example("sonde pidstat -d 1", "who reads and writes"),
            new Example("sonde pidstat -t -p 4711 1", "the threads of one process"),
            new Example("sonde pidstat -u -d 1 -e du -sh /usr", "what one program does, until it ends"))
    {
        ReadOnlySpan<Option> options =
        [
            _cpu, _memory, _io, _switches, _handles, _stack, _scheduling, _threads, _children, _pids, _comm, _processName, _user, _horizontal, _epoch, _ofMachine,
            _commandLine, _human, _decimals, _program,
        ];
        foreach (Option option in options)
            Add(option);
        _options = new ViewOptions(this);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, CommandContext context)
    {
        // -U takes a name or nothing: a number behind it is the interval.
        string? user = arguments.GetValue(_user);
        bool isInterval = user is { Length: > 0 } && char.IsAsciiDigit(user[0]);
        ViewRequest request = isInterval ? _options.Request(arguments, user!) : _options.Request(arguments);
        PidstatFormat format = Format(arguments, isInterval ? null : UserId(user, request.IsLive ? LinuxRoot.Live : request.Roots[0]));
        request = request with { OnlyProcesses = format.OnlyProcesses };
        if (!arguments.GetValue(_program))
            return ViewLoop.Run(new PidstatView(format), request, context);
        using ChildProgram program = Program(arguments, request);
        request = request with { Program = program, Interval = request.Interval ?? WholeRun };
        return ViewLoop.Run(new PidstatView(format), request, context);
    }

    private static ChildProgram Program(ParseResult arguments, ViewRequest request)
    {
        string[] words = ProgramOption.Words(arguments);
        if (words.Length == 0)
            throw new CommandFailure(ExitCode.Usage, "-e takes a program", "such as sonde pidstat 1 -e sleep 3");
        if (!request.IsLive)
            throw new CommandFailure(ExitCode.Usage, "-e and --root exclude each other", "a recorded tree runs no program");
        return new ChildProgram(words);
    }

    private PidstatFormat Format(ParseResult arguments, uint? user)
    {
        string what = arguments.GetValue(_children) ?? "TASK";
        if (what is not ("TASK" or "CHILD" or "ALL"))
            throw new CommandFailure(ExitCode.Usage, $"'{what}' is none of TASK, CHILD and ALL", "sonde pidstat --help shows what it takes");
        string? pids = arguments.GetValue(_pids);
        PidstatFormat format = new()
        {
            Activities = Activities(arguments),
            ShowsThreads = arguments.GetValue(_threads),
            ShowsTasks = what is not "CHILD",
            ShowsChildren = what is not "TASK",
            IsHorizontal = arguments.GetValue(_horizontal),
            IsOfMachine = arguments.GetValue(_ofMachine),
            ShowsCommandLine = arguments.GetValue(_commandLine),
            ShowsUserName = arguments.GetResult(_user) is not null,
            OnlyUser = user,
            ShowsEpoch = arguments.GetValue(_epoch),
            OnlyProcesses = Pids(pids) ?? (pids is null && arguments.GetValue(_program) ? [] : null),
            ShowsIdle = pids == "ALL",
            OnlyComm = Pattern(arguments.GetValue(_comm), "-C"),
            OnlyProcessName = Pattern(arguments.GetValue(_processName), "-G"),
            Style = new CellStyle(arguments.GetValue(_decimals), arguments.GetValue(_human)),
        };
        if (PidstatBlock.Of(format).Count == 0)
            throw new CommandFailure(ExitCode.Usage, "-T CHILD has only CPU time (-u) and memory (-r)", "leave -T out, or add -u or -r");
        return format;
    }

    private PidstatActivities Activities(ParseResult arguments)
    {
        (Option<bool> Option, PidstatActivities Activity)[] asked =
        [
            (_cpu, PidstatActivities.Cpu), (_memory, PidstatActivities.Memory), (_stack, PidstatActivities.Stack), (_io, PidstatActivities.Io),
            (_switches, PidstatActivities.Switches), (_handles, PidstatActivities.Handles), (_scheduling, PidstatActivities.Scheduling),
        ];
        PidstatActivities activities = PidstatActivities.None;
        foreach ((Option<bool> option, PidstatActivities activity) in asked)
            activities |= arguments.GetValue(option) ? activity : PidstatActivities.None;
        return activities == PidstatActivities.None ? PidstatActivities.Cpu : activities;
    }

    private static uint? UserId(string? name, LinuxRoot root) => name is null
        ? null
        : new UserNames(root).IdOf(name) ?? throw new CommandFailure(ExitCode.Usage, $"there is no user '{name}'", "-U alone shows the users' names");

    private static List<int>? Pids(string? text)
    {
        if (text is null or "ALL")
            return null;
        SortedSet<int> pids = [];
        foreach (string part in text.Split(','))
        {
            if (part == "SELF")
                pids.Add(Environment.ProcessId);
            else if (int.TryParse(part, out int pid) && pid > 0)
                pids.Add(pid);
            else
                throw new CommandFailure(ExitCode.Usage, $"'{part}' is no process id", "-p takes numbers, SELF or ALL");
        }

        return [.. pids];
    }

    private static Regex? Pattern(string? text, string option)
    {
        try
        {
            // A bound on matching time: the expression is the user's, the names are anybody's.
            return text is null ? null : new Regex(text, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException)
        {
            throw new CommandFailure(ExitCode.Usage, $"'{text}' is not a regular expression", $"{option} takes one, such as {option} '^nginx'");
        }
    }
}

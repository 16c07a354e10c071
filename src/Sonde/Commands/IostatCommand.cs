using System.CommandLine;
using System.CommandLine.Parsing;
using Sonde.CommandLine;
using Sonde.Proc;
using Sonde.Views;

namespace Sonde.Commands;

/// <summary>CPU time and block devices, with the options and columns of iostat.</summary>
internal sealed class IostatCommand : SondeCommand
{
    private const string All = "ALL";

    private readonly Option<bool> _cpu = new("-c") { Description = "Show only CPU time." };
    private readonly Option<bool> _disks = new("-d") { Description = "Show only devices." };
    private readonly Option<bool> _extended = new("-x") { Description = "Show requests, sizes, waiting times and queues." };
    private readonly Option<bool> _short = new("-s") { Description = "Show fewer columns, for 80 cells." };
    private readonly Option<bool> _kibibytes = new("-k") { Description = "Show KiB per second (the default)." };
    private readonly Option<bool> _mebibytes = new("-m") { Description = "Show MiB per second." };
    private readonly Option<bool> _humanPretty = new("-h") { Description = "The same as --human --pretty." };
    private readonly Option<bool> _human = new("--human") { Description = "Show sizes with a unit and shares with a percent sign." };
    private readonly Option<bool> _pretty = new("--pretty") { Description = "Show the device's name at the end of the line." };
    private readonly Option<bool> _compact = new("--compact") { Description = "Keep the columns of -x on one line although pretty." };
    private readonly Option<bool> _time = new("-t") { Description = "Show the time of each report." };
    private readonly Option<bool> _skipFirst = new("-y") { Description = "Leave out the first report, which covers the time since boot." };
    private readonly Option<bool> _omitIdle = new("-z") { Description = "Leave out devices that did nothing." };
    private readonly Option<bool> _mapper = new("-N") { Description = "Name device-mapper devices as their volumes." };
    private readonly Option<string?> _persistent = new("-j") { Description = "Name devices as /dev/disk/by-TYPE does: ID, LABEL, PATH, UUID.", HelpName = "TYPE" };
    private readonly Option<bool> _onlyGroups = new("-H") { Description = "With -g: show only the groups." };
    private readonly Option<string[]> _groups = new("-g") { Description = "Sum up the devices that follow, under NAME.", HelpName = "NAME", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _partitions = new("-p") { Description = "Show partitions: of all disks, of DEVICE, or of ALL with unused ones.", HelpName = "[DEVICE]", Arity = ArgumentArity.ZeroOrOne };
    private readonly DecimalsOption _decimals = new();
    private readonly OutputOption _output = new();
    private readonly ViewOptions _options;

    /// <summary>Declares the options.</summary>
    public IostatCommand()
        : base(
            "iostat",
            "CPU time and block devices: requests, throughput, waiting times, queues. The first report covers the time since boot.",
            CommandGroup.Views,
            new Example("sonde iostat -xz 1", "busy devices, each second: a large r_await or w_await is what programs wait for"),
            new Example("sonde iostat -dh vda 1", "one device in readable units"))
    {
        ReadOnlySpan<Option> options =
        [
            _cpu, _disks, _extended, _short, _kibibytes, _mebibytes, _humanPretty, _human, _pretty, _compact, _time, _skipFirst, _omitIdle, _mapper, _persistent, _groups,
            _onlyGroups, _partitions, _decimals, _output,
        ];
        foreach (Option option in options)
            Add(option);
        _options = new ViewOptions(this, "DEVICE...");
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, CommandContext context)
    {
        string? partition = arguments.GetValue(_partitions);
        // iostat -p 1: the word is the interval, not a device.
        bool isInterval = partition is { Length: > 0 } && char.IsAsciiDigit(partition[0]);
        ViewRequest request = isInterval ? _options.Request(arguments, partition!) : _options.Request(arguments);
        IostatDevices devices = Devices(arguments, isInterval ? null : partition, request.IsLive ? LinuxRoot.Live : request.Roots[0]);
        IostatFormat format = Format(arguments) with { SkipsFirst = arguments.GetValue(_skipFirst) && request.Interval is not null };
        return ViewLoop.Run(new IostatView(format, devices), request with { Output = _output.Choose(arguments, request.Output) }, context);
    }

    private IostatFormat Format(ParseResult arguments)
    {
        bool both = arguments.GetValue(_humanPretty);
        bool cpu = arguments.GetValue(_cpu);
        bool disks = arguments.GetValue(_disks);
        return new IostatFormat
        {
            ShowsCpu = cpu || !disks,
            ShowsDisks = disks || !cpu,
            IsExtended = arguments.GetValue(_extended),
            IsShort = arguments.GetValue(_short),
            IsMebibytes = arguments.GetValue(_mebibytes),
            // Persistent names are long.
            IsPretty = both || arguments.GetValue(_pretty) || arguments.GetResult(_persistent) is not null,
            IsCompact = arguments.GetValue(_compact),
            ShowsTime = arguments.GetValue(_time),
            OmitsIdle = arguments.GetValue(_omitIdle),
            Style = new CellStyle(arguments.GetValue(_decimals), both || arguments.GetValue(_human)),
        };
    }

    private IostatDevices Devices(ParseResult arguments, string? partition, LinuxRoot root)
    {
        IReadOnlyList<string> operands = _options.Operands(arguments);
        string[] partitions = partition?.Split(',') ?? [];
        PersistentNames? names = arguments.GetValue(_persistent) is { } kind ? new PersistentNames(root, kind) : null;
        return new IostatDevices
        {
            Named = [.. operands.Where(static o => o != All).Select(o => names?.DeviceOf(o) ?? IostatDevices.Resolve(root, o))],
            WithPartitions = [.. partitions.Where(static p => p != All).Select(p => names?.DeviceOf(p) ?? IostatDevices.Resolve(root, p))],
            IncludesPartitions = arguments.GetResult(_partitions) is not null && partitions.All(static p => p == All),
            IncludesUnused = operands.Contains(All) || partitions.Contains(All),
            Groups = Groups(arguments, root, names),
            ShowsOnlyGroups = arguments.GetValue(_onlyGroups),
            Persistent = names,
            UsesMapperNames = arguments.GetValue(_mapper),
        };
    }

    // A group's members are the devices between its -g and the next, so that the order of the words matters.
    private List<(string Name, IReadOnlyList<string> Members)> Groups(ParseResult arguments, LinuxRoot root, PersistentNames? names)
    {
        List<(string Name, IReadOnlyList<string> Members)> groups = [];
        HashSet<string> operands = [.. _options.Operands(arguments)];
        List<string>? members = null;
        bool isName = false;
        foreach (Token token in arguments.Tokens)
        {
            if (isName)
                groups.Add((token.Value, members = []));
            else if (token.Type == TokenType.Argument && operands.Contains(token.Value) && token.Value != All)
                members?.Add(names?.DeviceOf(token.Value) ?? IostatDevices.Resolve(root, token.Value));
            isName = token.Value == _groups.Name && token.Type == TokenType.Option;
        }

        return groups;
    }
}

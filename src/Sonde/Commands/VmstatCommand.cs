using System.CommandLine;
using Sonde.CommandLine;
using Sonde.Views;

namespace Sonde.Commands;

/// <summary>The machine on one line, with the options and columns of vmstat.</summary>
internal sealed class VmstatCommand : SondeCommand
{
    private const double Kibibyte = 1024;

    private readonly Option<bool> _active = new("-a", "--active") { Description = "Show inactive and active memory instead of buffers and cache." };
    private readonly Option<bool> _forks = new("-f", "--forks") { Description = "Show the number of forks since boot." };
    private readonly Option<bool> _slabs = new("-m", "--slabs") { Description = "Show the kernel's object caches (needs root)." };
    private readonly Option<bool> _oneHeading = new("-n", "--one-header") { Description = "Show the headings only once." };
    private readonly Option<bool> _totals = new("-s", "--stats") { Description = "Show counters since boot." };
    private readonly Option<bool> _disks = new("-d", "--disk") { Description = "Show counters of disks since they appeared." };
    private readonly Option<bool> _diskSum = new("-D", "--disk-sum") { Description = "Show the sum of all disks." };
    private readonly Option<string?> _partition = new("-p", "--partition") { Description = "Show the counters of one disk or partition.", HelpName = "DEVICE" };
    private readonly Option<char> _unit = new("-S", "--unit")
    {
        Description = "Unit of memory and swap: k (1000), K (1024, the default), m or M bytes.",
        HelpName = "UNIT",
        DefaultValueFactory = static _ => 'K',
        CustomParser = static result =>
        {
            if (result.Tokens is [{ Value: "k" or "K" or "m" or "M" or "b" or "B" } token])
                return token.Value[0];
            result.AddError("-S takes k, K, m or M");
            return 'K';
        },
    };

    private readonly Option<bool> _wide = new("-w", "--wide") { Description = "Use wide columns, and show guests (gu)." };
    private readonly Option<bool> _time = new("-t", "--timestamp") { Description = "Show the time of each line." };
    private readonly Option<bool> _skipFirst = new("-y", "--no-first") { Description = "Leave out the first line, which covers the time since boot." };
    private readonly ViewOptions _options;

    /// <summary>Declares the options.</summary>
    public VmstatCommand()
        : base(
            "vmstat",
            "Run queue, memory, swap, block I/O and CPU on one line. The first line covers the time since boot.",
            CommandGroup.Views,
            new Example("sonde vmstat -w 1", "r above the number of CPUs: CPUs are short; si and so above 0: memory is short"),
            new Example("sonde vmstat -s", "counters since boot"))
    {
        foreach (Option option in (ReadOnlySpan<Option>)[_active, _forks, _slabs, _oneHeading, _totals, _disks, _diskSum, _partition, _unit, _wide, _time, _skipFirst])
            Add(option);
        _options = new ViewOptions(this);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, CommandContext context)
    {
        ViewRequest request = _options.Request(arguments);
        // Sums since boot do not repeat, as in procps; each recorded tree has its own.
        if (arguments.GetValue(_forks) || arguments.GetValue(_totals) || arguments.GetValue(_diskSum))
            request = request with { Interval = null, Count = null };
        return ViewLoop.Run(View(arguments), request, context);
    }

    private IntervalView View(ParseResult arguments)
    {
        VmstatFormat format = Format(arguments);
        string? partition = arguments.GetValue(_partition);
        List<IntervalView> modes = [];
        if (arguments.GetValue(_forks))
            return new VmstatTotalsView(format, onlyForks: true);
        if (arguments.GetValue(_totals))
            modes.Add(new VmstatTotalsView(format, onlyForks: false));
        if (arguments.GetValue(_slabs))
            modes.Add(new VmstatSlabView(format));
        if (arguments.GetValue(_disks))
            modes.Add(new VmstatDiskView(format, VmstatDiskStyle.Disks, ""));
        if (arguments.GetValue(_diskSum))
            modes.Add(new VmstatDiskView(format, VmstatDiskStyle.Sum, ""));
        if (partition is not null)
            modes.Add(new VmstatDiskView(format, VmstatDiskStyle.Partition, partition.StartsWith("/dev/", StringComparison.Ordinal) ? partition[5..] : partition));
        return modes.Count switch
        {
            0 => new VmstatView(format),
            1 => modes[0],
            _ => throw new CommandFailure(ExitCode.Usage, "-s, -m, -d, -D and -p exclude each other", "sonde vmstat --help shows what each does"),
        };
    }

    private VmstatFormat Format(ParseResult arguments)
    {
        char unit = arguments.GetValue(_unit);
        double bytes = unit switch
        {
            'k' => 1000,
            'm' => 1e6,
            'M' => Kibibyte * Kibibyte,
            'b' or 'B' => 1,
            _ => Kibibyte,
        };
        return new VmstatFormat(
            bytes,
            unit,
            arguments.GetValue(_active),
            arguments.GetValue(_wide),
            arguments.GetValue(_time),
            arguments.GetValue(_oneHeading),
            arguments.GetValue(_skipFirst));
    }
}

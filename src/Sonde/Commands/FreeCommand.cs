using System.CommandLine;
using Sonde.CommandLine;
using Sonde.Views;

namespace Sonde.Commands;

/// <summary>Memory and swap, with the options and columns of free.</summary>
internal sealed class FreeCommand : SondeCommand
{
    private static readonly (string[] Names, string Description, double Bytes)[] UnitTable =
    [
        (["-b", "--bytes"], "Show bytes.", 1),
        (["--kilo"], "Show kilobytes.", 1e3),
        (["--mega"], "Show megabytes.", 1e6),
        (["--giga"], "Show gigabytes.", 1e9),
        (["--tera"], "Show terabytes.", 1e12),
        (["--peta"], "Show petabytes.", 1e15),
        (["-k", "--kibi"], "Show kibibytes (the default).", 1024),
        (["-m", "--mebi"], "Show mebibytes.", 1024.0 * 1024),
        (["-g", "--gibi"], "Show gibibytes.", 1024.0 * 1024 * 1024),
        (["--tebi"], "Show tebibytes.", 1024.0 * 1024 * 1024 * 1024),
        (["--pebi"], "Show pebibytes.", 1024.0 * 1024 * 1024 * 1024 * 1024),
    ];

    private readonly List<(Option<bool> Option, double Bytes)> _units = [];
    private readonly Option<bool> _human = new("-h", "--human") { Description = "Show each figure in the unit that suits it." };
    private readonly Option<bool> _si = new("--si") { Description = "Use powers of 1000, not 1024." };
    private readonly Option<bool> _lowHigh = new("-l", "--lohi") { Description = "Show low and high memory too." };
    private readonly Option<bool> _total = new("-t", "--total") { Description = "Show memory and swap together too." };
    private readonly Option<bool> _committed = new("-v", "--committed") { Description = "Show what is promised to programs too." };
    private readonly Option<bool> _wide = new("-w", "--wide") { Description = "Show buffers and cache apart." };
    private readonly Option<double?> _seconds = new("-s", "--seconds") { Description = "Repeat every SECONDS.", HelpName = "SECONDS", CustomParser = NumberParser.Seconds };
    private readonly Option<long?> _count = new("-c", "--count") { Description = "Repeat COUNT times.", HelpName = "COUNT", CustomParser = NumberParser.Count };
    private readonly ViewOptions _options;

    /// <summary>Declares the options.</summary>
    public FreeCommand()
        : base(
            "free",
            "Memory and swap: what is used, what is cache, and what programs can still take (the column available).",
            CommandGroup.Views,
            new Example("sonde free -h", "look at the column available, not at free"),
            new Example("sonde free -w -m -s 1", "in MiB, each second, buffers and cache apart"))
    {
        foreach ((string[] names, string description, double bytes) in UnitTable)
        {
            Option<bool> option = new(names[0], names[1..]) { Description = description };
            _units.Add((option, bytes));
            Add(option);
        }

        foreach (Option option in (ReadOnlySpan<Option>)[_human, _si, _lowHigh, _total, _committed, _wide, _seconds, _count])
            Add(option);
        _options = new ViewOptions(this);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, CommandContext context)
    {
        ViewRequest request = _options.Request(arguments);
        double? seconds = arguments.GetValue(_seconds);
        long? count = arguments.GetValue(_count) ?? request.Count;
        TimeSpan? interval = seconds is { } s ? TimeSpan.FromSeconds(s) : request.Interval ?? (count is null ? null : TimeSpan.FromSeconds(1));
        return ViewLoop.Run(new FreeView(Format(arguments)), request with { Interval = interval, Count = count }, context);
    }

    private FreeFormat Format(ParseResult arguments)
    {
        bool si = arguments.GetValue(_si);
        double bytes = si ? 1000 : 1024;
        foreach ((Option<bool> option, double unit) in _units)
        {
            if (arguments.GetValue(option))
                bytes = si && unit >= 1024 && Math.Log2(unit) % 10 == 0 ? Math.Pow(1000, Math.Log2(unit) / 10) : unit;
        }

        return new FreeFormat(
            arguments.GetValue(_human) ? 0 : bytes,
            si,
            arguments.GetValue(_wide),
            arguments.GetValue(_lowHigh),
            arguments.GetValue(_total),
            arguments.GetValue(_committed));
    }
}

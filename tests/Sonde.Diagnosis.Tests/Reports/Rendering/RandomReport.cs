using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Tests.Reports.Rendering;

/// <summary>Reports of random shape with random names and numbers, the same for the same seed.</summary>
internal sealed class RandomReport
{
    private readonly Random _random;

    private RandomReport(int seed) => _random = new Random(seed);

    internal static Report Of(int seed) => new RandomReport(seed).Report();

    private Report Report() => new()
    {
        Command = Text(),
        Host = new HostDescription
        {
            Hostname = Text(),
            Kernel = Text(),
            Cpus = Maybe() ? _random.Next() : null,
            MemoryBytes = Maybe() ? _random.NextInt64() : null,
            Virtualization = Maybe() ? Text() : null,
            BootTime = Maybe() ? Time() : null,
        },
        Window = new(Time(), Math.Abs(Number()), _random.Next()),
        Cost = new(Number(), _random.NextInt64(), _random.NextInt64()),
        Resources = List(() => new ResourceRow(Text(), Metric(), Metric(), Metric())),
        Findings = List(Finding),
        RuledOut = List(() => new RuledOut(Text(), Text(), List(Evidence))),
        Unavailable = List(() => new Unavailable(Text(), Text(), Text())),
    };

    private Finding Finding() => new()
    {
        Id = Text(),
        Rank = _random.Next(),
        Severity = (Severity)_random.Next(3),
        Confidence = _random.NextDouble(),
        Title = Text(),
        Why = Text(),
        Evidence = List(Evidence),
        Culprits = List(Party),
        Victims = List(Party),
        Causes = List(Text),
        Next = List(() => new NextStep(Text(), Text())),
        Fix = List(() => new Fix(Text(), Text(), Maybe() ? Text() : null, Maybe() ? Text() : null)),
    };

    private Evidence Evidence() => new(Text(), Number(), Text(), Maybe() ? Number() : null, Text());

    private Party Party() => new((PartyKind)_random.Next(10), Text())
    {
        Pid = Maybe() ? _random.Next() : null,
        Tid = Maybe() ? _random.Next() : null,
        Cgroup = Maybe() ? Text() : null,
        Share = Maybe() ? _random.NextDouble() : null,
        Detail = Maybe() ? Text() : null,
    };

    private Metric Metric() => Maybe()
        ? Sonde.Diagnosis.Reports.Metric.Measured(Number(), Text(), Text(), Maybe() ? Number() : null)
        : Sonde.Diagnosis.Reports.Metric.Missing(Text(), Text(), Text());

    private double Number() => (_random.NextDouble() - 0.5) * Math.Pow(10, _random.Next(-20, 40));

    private DateTimeOffset Time() => DateTimeOffset.UnixEpoch.AddMilliseconds(_random.NextInt64(4_000_000_000_000));

    private bool Maybe() => _random.Next(2) == 0;

    private string Text() => new([.. Enumerable.Range(0, _random.Next(0, 12)).Select(_ => Maybe() ? (char)_random.Next(0x20, 0x7F) : (char)_random.Next(0, 0x10000))]);

    private T[] List<T>(Func<T> make) => [.. Enumerable.Range(0, _random.Next(0, 4)).Select(_ => make())];
}

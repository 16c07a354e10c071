using System.Globalization;

namespace Sonde.Diagnosis.Tests.Rules.Storage;

/// <summary>What disk vda of a <see cref="TestMachine"/> does, evenly through the window.</summary>
internal sealed record DiskMachine
{
    public double Reads { get; init; }

    public double Writes { get; init; }

    public double RequestKibibytes { get; init; } = 64;

    public double AwaitMilliseconds { get; init; } = 1;

    public double Utilization { get; init; }

    public double Queue { get; init; }

    public double Flushes { get; init; }

    public double FlushMilliseconds { get; init; }

    /// <summary>Share of the written bytes that the page cache wrote out, percent.</summary>
    public double Buffered { get; init; }

    public int InFlight { get; init; }

    public TestMachine On(TestMachine machine)
    {
        machine.VirtualMemory("nr_written", 1_000, Writes * RequestKibibytes / 4 * Buffered / 100);
        machine.File("/proc/diskstats", Line);
        machine.File("/sys/block/vda/queue/rotational", "1");
        machine.File("/sys/block/vda/queue/scheduler", "[none] mq-deadline");
        machine.File("/sys/block/vda/queue/nr_requests", "256");
        machine.File("/sys/block/vda/mq/0/nr_tags", "256");
        machine.File("/sys/block/vda/dev", "254:0");
        machine.File("/sys/block/vda/size", "1000000");
        return machine;
    }

    // Documentation/admin-guide/iostats.rst: requests, merged, sectors, milliseconds for reads and writes; in flight, busy and weighted milliseconds; discards; flushes.
    private string Line(double s)
    {
        string Count(double perSecond) => (1_000_000 + Math.Round(perSecond * s)).ToString("0", CultureInfo.InvariantCulture);
        string Sectors(double requests) => Count(requests * RequestKibibytes * 2);
        return $" 254 0 vda {Count(Reads)} 0 {Sectors(Reads)} {Count(Reads * AwaitMilliseconds)} {Count(Writes)} 0 {Sectors(Writes)} {Count(Writes * AwaitMilliseconds)} {InFlight} "
            + $"{Count(Utilization * 10)} {Count(Queue * 1000)} 0 0 0 0 {Count(Flushes)} {Count(Flushes * FlushMilliseconds)}\n";
    }
}

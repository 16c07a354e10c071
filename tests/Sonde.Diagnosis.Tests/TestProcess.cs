using System.Globalization;

namespace Sonde.Diagnosis.Tests;

/// <summary>A process of a <see cref="TestMachine"/>. Rates hold evenly through the window.</summary>
internal sealed class TestProcess(int pid, string comm)
{
    public int Pid { get; } = pid;

    public string Comm { get; set; } = comm;

    public int ParentPid { get; set; } = 1;

    /// <summary>The state letter in every sample.</summary>
    public char State { get; set; } = 'S';

    /// <summary>The kernel function it waits in.</summary>
    public string WaitChannel { get; set; } = "0";

    /// <summary>Time in user code, percent of one CPU.</summary>
    public double UserPercent { get; set; }

    /// <summary>Time in the kernel, percent of one CPU.</summary>
    public double SystemPercent { get; set; }

    /// <summary>Time runnable without a CPU, percent; NaN for a kernel without schedstat.</summary>
    public double WaitPercent { get; set; }

    /// <summary>Times put on a CPU per second.</summary>
    public double SwitchInsPerSecond { get; set; } = 10;

    public int Nice { get; set; }

    /// <summary>SCHED_*.</summary>
    public int Policy { get; set; }

    public int RealTimePriority { get; set; }

    public int Threads { get; set; } = 1;

    /// <summary>Threads started per second.</summary>
    public double ThreadsPerSecond { get; set; }

    /// <summary>The CPU it ran on last.</summary>
    public int Processor { get; set; }

    /// <summary>The CPUs it may run on, as in status.</summary>
    public string CpusAllowed { get; set; } = "0-1023";

    public bool IsKernelThread { get; set; }

    /// <summary>How long before the window it started; negative for inside it.</summary>
    public double AgeSeconds { get; set; } = 1_000;

    /// <summary>The share of the window, 0 to 1, from which on it is gone.</summary>
    public double GoneFrom { get; set; } = 2;

    public double ResidentKibibytes { get; set; } = 10_000;

    public double ResidentKibibytesPerSecond { get; set; }

    /// <summary>The part of the resident memory, 0 to 1, that is private (RssAnon); the rest is mapped files.</summary>
    public double AnonymousShare { get; set; } = 1;

    /// <summary>The part of the resident memory, 0 to 1, that is shared memory (RssShmem).</summary>
    public double SharedShare { get; set; }

    public double MajorFaultsPerSecond { get; set; }

    public double ReadKibibytesPerSecond { get; set; }

    public double WriteKibibytesPerSecond { get; set; }

    /// <summary>Minor faults of ended children per second.</summary>
    public double ChildFaultsPerSecond { get; set; }

    public bool IsThereAt(double share) => share < GoneFrom;

    public void Write(Action<string, string> write, double seconds, double windowStart, double ticksPerSecond)
    {
        if (seconds < -AgeSeconds)
            return;
        string directory = $"/proc/{Pid}";
        write($"{directory}/stat", Stat(seconds, windowStart, ticksPerSecond));
        write($"{directory}/task/{Pid}/stat", Stat(seconds, windowStart, ticksPerSecond));
        write($"{directory}/wchan", WaitChannel);
        write($"{directory}/task/{Pid}/wchan", WaitChannel);
        write($"{directory}/status", $"Name:\t{Comm}\nState:\t{State} (state)\nPid:\t{Pid}\nPPid:\t{ParentPid}\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nThreads:\t{Threads}\nCpus_allowed_list:\t{CpusAllowed}\n{ResidentParts(seconds)}");
        write($"{directory}/io", string.Create(
            CultureInfo.InvariantCulture,
            $"rchar: 0\nwchar: 0\nsyscr: 0\nsyscw: 0\nread_bytes: {ReadKibibytesPerSecond * seconds * 1024:0}\nwrite_bytes: {WriteKibibytesPerSecond * seconds * 1024:0}\ncancelled_write_bytes: 0\n"));
        if (!double.IsNaN(WaitPercent))
        {
            string schedstat = string.Create(
                CultureInfo.InvariantCulture,
                $"{1e9 + ((UserPercent + SystemPercent) * seconds * 1e7):0} {1e9 + (WaitPercent * seconds * 1e7):0} {1000 + (SwitchInsPerSecond * seconds):0}\n");
            write($"{directory}/schedstat", schedstat);
            write($"{directory}/task/{Pid}/schedstat", schedstat);
        }
    }

    private string ResidentParts(double seconds)
    {
        double resident = ResidentKibibytes + (ResidentKibibytesPerSecond * seconds);
        return IsKernelThread ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $"VmRSS:\t{resident:0} kB\nRssAnon:\t{resident * AnonymousShare:0} kB\nRssFile:\t{resident * (1 - AnonymousShare - SharedShare):0} kB\nRssShmem:\t{resident * SharedShare:0} kB\nVmSwap:\t0 kB\n");
    }

    private string Stat(double seconds, double windowStart, double ticksPerSecond)
    {
        double age = AgeSeconds >= 0 ? seconds : seconds + AgeSeconds;
        long Ticks(double percent) => (AgeSeconds >= 0 ? 100 : 0) + (long)Math.Round(percent * age * ticksPerSecond / 100);
        long Count(double perSecond) => (long)Math.Round(perSecond * age);
        long pages = (long)((ResidentKibibytes + (ResidentKibibytesPerSecond * age)) / 4);
        int priority = Policy is 1 or 2 ? -1 - RealTimePriority : 20 + Nice;
        long threads = Threads + Count(ThreadsPerSecond);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Pid} ({Comm}) {State} {ParentPid} {Pid} {Pid} 0 -1 {(IsKernelThread ? 0x200000 : 0x400000)} 0 {Count(ChildFaultsPerSecond)} {Count(MajorFaultsPerSecond)} 0 {Ticks(UserPercent)} {Ticks(SystemPercent)} 0 0 {priority} {Nice} {threads} 0 {(long)((windowStart - AgeSeconds) * ticksPerSecond)} 100000000 {pages} 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 {Processor} {RealTimePriority} {Policy} 0 0 0 0 0 0 0 0 0 0 0\n");
    }
}

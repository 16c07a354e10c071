using System.Globalization;
using System.Text;
using Sonde.Diagnosis.Observations;
using Sonde.Proc;

namespace Sonde.Diagnosis.Tests;

/// <summary>
/// A machine made of files: what is set here is written as recorded trees, one for each sample of a window, and observed as <c>--root</c> does.
/// A new one is healthy and idle. Rates hold evenly through the window. What no tree can carry (sockets, exits, the kernel log, hot threads) is
/// added to the observation with <c>with</c>.
/// </summary>
internal sealed class TestMachine : IDisposable
{
    private const double TicksPerSecond = 100;
    private const double StartSeconds = 100_000;
    private const long BootTime = 1_700_000_000;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sonde-test-machine-");
    private readonly Dictionary<string, Func<double, string>> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (double First, double PerSecond)> _vmstat = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<double, double>> _meminfo = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly List<TestProcess> _processes = [];
    private readonly List<LinuxRoot> _roots = [];
    private readonly CpuLoad[] _cpus;
    private readonly int _samples;

    /// <summary>A machine of so many CPUs, watched for so long.</summary>
    public TestMachine(int cpus = 2, double seconds = 5, int samples = 6)
    {
        _cpus = new CpuLoad[cpus];
        _samples = samples;
        Seconds = seconds;
        foreach ((string name, double kibibytes) in new[] { ("MemTotal", 8e6), ("MemFree", 5e6), ("MemAvailable", 7e6), ("Buffers", 1e5), ("Cached", 1.5e6), ("SwapTotal", 0.0), ("SwapFree", 0.0), ("Dirty", 100.0), ("Writeback", 0.0), ("Shmem", 1e4), ("SReclaimable", 2e5), ("SUnreclaim", 5e4), ("CommitLimit", 4e6), ("Committed_AS", 1e6) })
            Memory(name, kibibytes);
        foreach (string name in new[] { "pgpgin", "pgpgout", "pswpin", "pswpout", "pgfault", "pgmajfault", "oom_kill", "nr_dirty", "nr_writeback" })
            VirtualMemory(name, 1_000, 0);
        VirtualMemory("nr_free_pages", 1_250_000, 0);
        File("/proc/sys/kernel/hostname", "test");
        File("/proc/sys/kernel/osrelease", "6.12.0-test");
        File("/proc/diskstats", "");
        File("/proc/net/dev", "Inter-|   Receive                                                |  Transmit\n face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n");
        File("/proc/swaps", "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n");
        File("/proc/sys/fs/file-nr", "2000\t0\t1000000");
        File("/proc/sys/kernel/pid_max", "4194304");
        File("/proc/sys/kernel/threads-max", "100000");
        Process(1, "systemd");
    }

    /// <summary>The window's length.</summary>
    public double Seconds { get; }

    /// <summary>CPUs.</summary>
    public int CpuCount => _cpus.Length;

    /// <summary>Running and runnable tasks at every sample.</summary>
    public int Runnable { get; set; } = 1;

    /// <summary>Tasks waiting for block I/O at every sample, procs_blocked.</summary>
    public int BlockedOnStorage { get; set; }

    /// <summary>Context switches per second.</summary>
    public double ContextSwitchesPerSecond { get; set; } = 500;

    /// <summary>Forks per second.</summary>
    public double ForksPerSecond { get; set; } = 2;

    /// <summary>The load average of one minute.</summary>
    public double Load { get; set; } = 0.1;

    /// <summary>Threads of the machine.</summary>
    public int Threads { get; set; } = 200;

    /// <summary>Share of the window in which some task waited for a CPU, percent; NaN for a kernel without PSI.</summary>
    public double CpuPressure { get; set; }

    /// <summary>The same for memory.</summary>
    public double MemoryPressure { get; set; }

    /// <summary>Share of the window in which all tasks waited for memory, percent.</summary>
    public double MemoryFullPressure { get; set; }

    /// <summary>The same for I/O.</summary>
    public double IoPressure { get; set; }

    /// <summary>Share of the window in which all tasks waited for I/O, percent.</summary>
    public double IoFullPressure { get; set; }

    /// <summary>Writes <paramref name="path"/> the same in every sample.</summary>
    public TestMachine File(string path, string text) => File(path, _ => text);

    /// <summary>Writes <paramref name="path"/> with the text at so many seconds of the window.</summary>
    public TestMachine File(string path, Func<double, string> textAt)
    {
        _files[path] = textAt;
        return this;
    }

    /// <summary>Leaves <paramref name="path"/> out.</summary>
    public TestMachine Without(string path)
    {
        _files[path] = _ => "\0";
        return this;
    }

    /// <summary>Makes <paramref name="path"/> a symbolic link, such as a descriptor in /proc/PID/fd; it need not lead anywhere.</summary>
    public TestMachine Link(string path, string target)
    {
        _links[path] = target;
        return this;
    }

    /// <summary>What CPU <paramref name="cpu"/> does, percent of the window; the rest is idle.</summary>
    public TestMachine Cpu(int cpu, CpuLoad load)
    {
        _cpus[cpu] = load;
        return this;
    }

    /// <summary>What every CPU does, percent of the window; the rest is idle.</summary>
    public TestMachine AllCpus(CpuLoad load)
    {
        Array.Fill(_cpus, load);
        return this;
    }

    /// <summary>A line of /proc/meminfo, KiB.</summary>
    public TestMachine Memory(string name, double kibibytes, double perSecond = 0)
    {
        _meminfo[name] = seconds => kibibytes + (perSecond * seconds);
        return this;
    }

    /// <summary>A counter of /proc/vmstat.</summary>
    public TestMachine VirtualMemory(string name, double first, double perSecond)
    {
        _vmstat[name] = (first, perSecond);
        return this;
    }

    /// <summary>Adds a process; set its properties before observing.</summary>
    public TestProcess Process(int pid, string comm)
    {
        TestProcess process = new(pid, comm);
        _processes.Add(process);
        return process;
    }

    /// <summary>Writes the trees and observes them.</summary>
    public Observation Observe()
    {
        for (int sample = 0; sample < _samples; sample++)
        {
            string tree = Path.Combine(_directory.FullName, sample.ToString(CultureInfo.InvariantCulture));
            WriteTree(tree, Seconds * sample / Math.Max(1, _samples - 1));
            _roots.Add(LinuxRoot.Recorded(tree));
        }

        using Observer observer = new(new ObserverOptions { Roots = _roots }, CancellationToken.None);
        return observer.Observe();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (LinuxRoot root in _roots)
            root.Dispose();
        _directory.Delete(recursive: true);
    }

    private void WriteTree(string tree, double seconds)
    {
        Write(tree, "/proc/uptime", $"{Text(StartSeconds + seconds)} 1000.00\n");
        Write(tree, "/proc/stat", Stat(seconds));
        Write(tree, "/proc/loadavg", $"{Text(Load)} {Text(Load)} {Text(Load)} {Runnable}/{Threads} 9999\n");
        Write(tree, "/proc/meminfo", string.Concat(_meminfo.Select(m => $"{m.Key}: {m.Value(seconds):0} kB\n")));
        Write(tree, "/proc/vmstat", string.Concat(_vmstat.Select(v => $"{v.Key} {v.Value.First + (v.Value.PerSecond * seconds):0}\n")));
        WritePressure(tree, "cpu", CpuPressure, 0, seconds);
        WritePressure(tree, "memory", MemoryPressure, MemoryFullPressure, seconds);
        WritePressure(tree, "io", IoPressure, IoFullPressure, seconds);
        foreach (TestProcess process in _processes)
        {
            if (process.IsThereAt(seconds / Seconds))
                process.Write((path, text) => Write(tree, path, text), seconds, StartSeconds, TicksPerSecond);
        }

        // Last, so that a test can replace any file.
        foreach ((string path, Func<double, string> text) in _files)
            Write(tree, path, text(seconds));
        foreach ((string path, string target) in _links)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(tree + path)!);
            System.IO.File.CreateSymbolicLink(tree + path, target);
        }
    }

    private string Stat(double seconds)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"cpu  {Ticks(Sum(_cpus), seconds, _cpus.Length)}\n");
        for (int cpu = 0; cpu < _cpus.Length; cpu++)
            text.Append(CultureInfo.InvariantCulture, $"cpu{cpu} {Ticks(_cpus[cpu], seconds, 1)}\n");
        text.Append(CultureInfo.InvariantCulture, $"intr {1000 + (seconds * 500):0}\nctxt {1000 + (seconds * ContextSwitchesPerSecond):0}\nbtime {BootTime}\n");
        text.Append(CultureInfo.InvariantCulture, $"processes {1000 + (seconds * ForksPerSecond):0}\nprocs_running {Runnable}\nprocs_blocked {BlockedOnStorage}\n");
        return text.ToString();
    }

    private static string Ticks(in CpuLoad load, double seconds, int cpus)
    {
        double busy = load.User + load.Nice + load.System + load.IoWait + load.Irq + load.SoftIrq + load.Steal;
        double[] percent = [load.User, load.Nice, load.System, (100 * cpus) - busy, load.IoWait, load.Irq, load.SoftIrq, load.Steal, 0, 0];
        return string.Join(' ', percent.Select((p, i) => Text((i >= 7 ? 0 : 1_000_000) + Math.Round(p * seconds * TicksPerSecond / 100))));
    }

    private static CpuLoad Sum(CpuLoad[] loads) => new(
        loads.Sum(l => l.User), loads.Sum(l => l.Nice), loads.Sum(l => l.System), loads.Sum(l => l.IoWait), loads.Sum(l => l.Irq), loads.Sum(l => l.SoftIrq), loads.Sum(l => l.Steal));

    private static void WritePressure(string tree, string name, double some, double full, double seconds)
    {
        if (double.IsNaN(some))
            return;
        Write(tree, $"/proc/pressure/{name}", string.Create(
            CultureInfo.InvariantCulture,
            $"some avg10=0.00 avg60=0.00 avg300=0.00 total={1e6 + (some * seconds * 1e4):0}\nfull avg10=0.00 avg60=0.00 avg300=0.00 total={1e6 + (full * seconds * 1e4):0}\n"));
    }

    private static void Write(string tree, string path, string text)
    {
        string file = tree + path;
        if (text == "\0")
        {
            if (System.IO.File.Exists(file))
                System.IO.File.Delete(file);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file, text);
    }

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;
using Sonde.Proc;
using Sonde.Testing;
using Xunit;

namespace Sonde.Diagnosis.Tests;

public class ObserverTests
{
    [Fact]
    public void Each_tree_is_a_sample_and_the_window_is_between_their_clocks()
    {
        using TestMachine machine = new(seconds: 10, samples: 3);
        Observation observation = machine.Observe();
        Assert.Equal((3, 10, 10.0), (observation.Window.Samples, Math.Round(observation.Window.Seconds, 6), Math.Round(observation.Seconds, 6)));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_100_000), observation.Window.Start);
        Assert.NotSame(observation.First, observation.Last);
    }

    [Fact]
    public void One_tree_gives_states_and_no_rates_and_says_so()
    {
        using TestMachine machine = new(samples: 1);
        machine.VirtualMemory("pswpin", 1e9, 1e9).Process(50, "some").UserPercent = 50;

        Observation observation = machine.Observe();

        Assert.Equal((1, 0.0, double.NaN), (observation.Window.Samples, observation.Window.Seconds, observation.Seconds));
        Unavailability rates = Assert.Single(observation.Unavailable, u => u.What == "rates");
        Assert.Equal("give --root twice, the earlier tree first", rates.Remedy);
        Assert.Equal(8_000_000, observation.MemoryKibibytes("MemTotal"));
        Assert.All([observation.VirtualMemoryRate("pswpin"), observation.ProtocolRate("TcpOutSegs"), observation.Cpu.All.Busy], rate => Assert.Equal(double.NaN, rate));
        Assert.True(observation.Bursts.CpuBusyPercent.IsEmpty);
        Assert.Equal(1, observation.Bursts.RunnableTasks.Count);
        Report report = Diagnostician.Judge("triage", observation, () => new ObservationCost(0, 0, 0));
        Assert.Empty(report.Findings);
        Assert.Equal(Verdict.Unknown, ReportVerdict.Of(report));
    }

    [Fact]
    public void Trees_out_of_order_give_no_rates()
    {
        using TestMachine machine = new(seconds: -5, samples: 2);
        Observation observation = machine.Observe();
        Assert.Equal((double.NaN, 0.0), (observation.Seconds, observation.Window.Seconds));
        Assert.Contains(observation.Unavailable, u => u.What == "rates");
    }

    [Fact]
    public void A_burst_of_a_tenth_of_a_second_shows_beside_the_mean()
    {
        // Five trees, a tenth of a second apart; all CPUs are busy in the second interval alone.
        using TestMachine machine = new(cpus: 2, seconds: 0.4, samples: 5);
        machine.File("/proc/stat", second =>
        {
            int busy = second > 0.15 ? 10 : 0;
            int idle = (int)Math.Round(second * 100) - busy;
            return $"cpu  {busy * 2} 0 0 {idle * 2} 0 0 0 0 0 0\ncpu0 {busy} 0 0 {idle} 0 0 0 0 0 0\ncpu1 {busy} 0 0 {idle} 0 0 0 0 0 0\nintr 1\nctxt 1\nbtime 1700000000\nprocesses 1\nprocs_running {(busy > 0 && second < 0.25 ? 8 : 1)}\nprocs_blocked 0\n";
        });

        Observation observation = machine.Observe();

        Assert.Equal(25, observation.Cpu.All.Busy, 6);
        Assert.Equal((100, 25), (Math.Round(observation.Bursts.CpuBusyPercent.Max, 6), Math.Round(observation.Bursts.CpuBusyPercent.Mean, 6)));
        Assert.Equal(8, observation.Bursts.RunnableTasks.Max);
        ResourceRow cpu = Sonde.Diagnosis.Use.UseTable.Build(observation).Single(r => r.Resource == "cpu");
        Assert.Equal((25, 100), (Math.Round(cpu.Utilization.Value!.Value, 6), Math.Round(cpu.Utilization.Max!.Value, 6)));
    }

    [Fact]
    public void The_page_size_of_a_recorded_machine_is_found()
    {
        using TestMachine machine = new();
        Assert.Equal(4_096, machine.Observe().PageBytes);
        using TestMachine large = new();
        large.VirtualMemory("nr_free_pages", 5e6 / 64, 0).Process(50, "some");
        Observation observation = large.Observe();
        Assert.Equal(65_536, observation.PageBytes);
        Assert.Equal(160_000, observation.FindTask(50)!.ResidentKibibytes);
    }

    [Fact]
    public void An_empty_tree_is_all_unavailable_and_nothing_is_claimed()
    {
        using TemporaryTree tree = new();
        using Observer observer = new(new ObserverOptions { Roots = [tree.Root] }, CancellationToken.None);
        Observation observation = observer.Observe();
        Assert.Contains(observation.Unavailable, u => u.What == "/proc/stat");
        Assert.Contains(observation.Unavailable, u => u.What == "/proc");
        Assert.Empty(observation.Tasks.Processes);
        Assert.Equal(1, observation.CpuCount);
    }

    [Fact]
    public void Recorded_machines_are_read_without_a_false_claim_of_rates()
    {
        string[] roots = Directory.Exists(TestData.PathOf("roots")) ? Directory.GetDirectories(TestData.PathOf("roots")) : [];
        Assert.SkipWhen(roots.Length == 0, "testdata/roots has no recorded machines");
        foreach (string root in roots)
        {
            List<LinuxRoot> trees = [.. Directory.GetDirectories(root).Where(d => Directory.Exists(d + "/proc")).Order(StringComparer.Ordinal).Select(LinuxRoot.Recorded)];
            if (trees.Count < 2)
                continue;
            using Observer observer = new(new ObserverOptions { Roots = trees }, CancellationToken.None);
            Observation observation = observer.Observe();
            Assert.True(observation.Seconds > 0, root);
            Assert.InRange(observation.Cpu.All.Busy, 0, 100);
            Assert.NotEmpty(observation.Tasks.Processes);
            Assert.DoesNotContain(observation.Unavailable, u => u.What is "rates" or "/proc/stat" or "/proc/meminfo");
            trees.ForEach(t => t.Dispose());
        }
    }

    [Fact]
    public void A_live_window_reports_progress_and_samples_in_between()
    {
        List<TimeSpan> progress = [];
        using Observer observer = new(new ObserverOptions { Window = TimeSpan.FromSeconds(1), BurstInterval = TimeSpan.FromMilliseconds(50), Progress = progress.Add }, CancellationToken.None);

        Observation observation = observer.Observe();

        Assert.True(observation.Seconds > 0.9);
        Assert.Equal(21, observation.Window.Samples);
        Assert.Equal(19, progress.Count);
        Assert.Equal(20, observation.Bursts.ContextSwitchesPerSecond.Count);
        TaskRates own = observation.FindTask(Environment.ProcessId)!;
        Assert.Equal((4, false), (own.SeenCount, own.IsNew));
        Assert.True(observation.Bursts.Disks.Count >= observation.Disks.Count);
    }

    [Fact]
    public void An_interruption_ends_the_window_and_keeps_what_was_measured()
    {
        using CancellationTokenSource source = new();
        int samples = 0;
        // Interrupted from within, after the fifth sample: no clock is needed to know what must be there.
        using Observer observer = new(
            new ObserverOptions { Window = TimeSpan.FromHours(1), BurstInterval = TimeSpan.FromMilliseconds(20), Progress = _ => Cancel(ref samples, source) }, source.Token);

        Observation observation = observer.Observe();

        Assert.InRange(observation.Seconds, 0.08, 3600 / 2.0);
        Assert.Equal(7, observation.Window.Samples);
        Assert.Equal(6, observation.Bursts.ContextSwitchesPerSecond.Count);
        Assert.NotNull(observation.FindTask(Environment.ProcessId));
        Assert.DoesNotContain(observation.Unavailable, u => u.What == "rates");
        Assert.NotEmpty(Diagnostician.Judge("triage", observation, () => new ObservationCost(0, 0, 0)).Resources);
    }

    [Fact]
    public void An_interruption_before_the_start_still_gives_an_observation()
    {
        using Observer observer = new(new ObserverOptions { Window = TimeSpan.FromHours(1) }, new CancellationToken(canceled: true));
        Observation observation = observer.Observe();
        Assert.NotEmpty(observation.Tasks.Processes);
        Assert.True(observation.Seconds is > 0 and < 1800);
        Assert.True(observation.MemoryKibibytes("MemTotal") > 0);
    }

    private static void Cancel(ref int samples, CancellationTokenSource source)
    {
        if (++samples == 5)
            source.Cancel();
    }
}

using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Storage;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Storage;

public class DiskRulesTests
{
    private static readonly DiskMachine Saturated = new() { Reads = 4_000, Writes = 4_000, Utilization = 98, Queue = 24 };

    [Fact]
    public void A_full_disk_queue_names_the_heaviest_user()
    {
        Finding finding = new DiskSaturatedRule().Find(Observe(Saturated, pressure: 40));

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("direct (pid 50) asks more of disk vda than it can serve: 24 requests queue", finding.Title);
        Assert.Equal((50, PartyKind.Process), (finding.Culprits[0].Pid, finding.Culprits[0].Kind));
        Assert.Equal(0.9, finding.Culprits[0].Share ?? 0, 2);
        Assert.Contains(finding.Culprits, c => c is { Kind: PartyKind.Device, Name: "vda" });
    }

    [Fact]
    public void Slow_answers_and_much_waiting_are_critical() =>
        Assert.Equal(Severity.Critical, new DiskSaturatedRule().Find(Observe(Saturated with { AwaitMilliseconds = 30 }, pressure: 80)).Severity);

    [Fact]
    public void Much_waiting_for_quick_answers_is_a_warning() =>
        Assert.Equal(Severity.Warning, new DiskSaturatedRule().Find(Observe(Saturated, pressure: 80)).Severity);

    [Theory]
    [InlineData(88, 24, 40)]
    [InlineData(98, 7.5, 40)]
    [InlineData(98, 24, 19)]
    public void A_disk_below_one_of_the_limits_is_not_saturated(double utilization, double queue, double pressure) =>
        new DiskSaturatedRule().IsSilent(Observe(Saturated with { Utilization = utilization, Queue = queue }, pressure));

    [Fact]
    public void Few_requests_prove_nothing() => new DiskSaturatedRule().IsSilent(Observe(Saturated with { Reads = 4, Writes = 4 }, 40));

    [Fact]
    public void A_background_copy_that_nobody_waits_for_is_information()
    {
        DiskMachine copy = Saturated with { Reads = 10, Writes = 8_000, Buffered = 100 };

        Assert.Equal(Severity.Info, new DiskSaturatedRule().Find(Observe(copy, pressure: 5)).Severity);
        Assert.Equal(Severity.Info, new DiskSaturatedRule().Find(Observe(copy, pressure: 40)).Severity);
    }

    [Fact]
    public void A_background_copy_that_holds_another_up_is_a_warning_with_its_victim()
    {
        Observation observation = Observe(Saturated with { Reads = 10, Writes = 8_000, Buffered = 100 }, pressure: 40) with { Blocked = [Blocked(60, "reader", "folio_wait_bit_common")] };

        Finding finding = new DiskSaturatedRule().Find(observation);

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(60, Assert.Single(finding.Victims).Pid);
        Assert.Equal("reader", finding.Victims[0].Name);
    }

    [Fact]
    public void A_slow_disk_without_a_queue_is_the_culprit_itself()
    {
        DiskMachine slow = new() { Reads = 40, AwaitMilliseconds = 30, Utilization = 95, Queue = 1.2 };

        Finding finding = new DiskSlowRule().Find(Observe(slow, pressure: 50));

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.StartsWith("Disk vda answers slowly: reads take 30 ms", finding.Title, StringComparison.Ordinal);
        Assert.Equal("vda", finding.Culprits[0].Name);
        Assert.Equal(Severity.Critical, new DiskSlowRule().Find(Observe(slow with { AwaitMilliseconds = 120 }, pressure: 70)).Severity);
        new DiskSlowRule().IsSilent(Observe(slow with { AwaitMilliseconds = 19 }, 50));
        new DiskSlowRule().IsSilent(Observe(slow with { Queue = 9 }, 50));
        new DiskSlowRule().IsSilent(Observe(slow, 10));
    }

    [Fact]
    public void Latency_of_background_writes_alone_is_their_own_doing() =>
        new DiskSlowRule().IsSilent(Observe(new DiskMachine { Writes = 200, AwaitMilliseconds = 60, Utilization = 60, Queue = 5, Buffered = 100 }, pressure: 30));

    [Fact]
    public void Slow_flushes_are_a_sync_stall()
    {
        DiskMachine flushing = new() { Writes = 50, Flushes = 20, FlushMilliseconds = 25, Utilization = 60 };

        Finding finding = new DiskFsyncStallRule().Find(Observe(flushing, pressure: 30));

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(50, finding.Culprits[0].Pid);
        new DiskFsyncStallRule().IsSilent(Observe(flushing with { FlushMilliseconds = 15 }, 30));
        new DiskFsyncStallRule().IsSilent(Observe(flushing, 10));
        Assert.NotNull(new DiskFsyncStallRule().Find(Observe(flushing with { Flushes = 300, FlushMilliseconds = 3 }, 30)));
    }

    [Fact]
    public void Programs_that_wait_in_syncs_behind_one_writer_are_its_victims()
    {
        DiskMachine quick = new() { Writes = 2_000, Flushes = 700, FlushMilliseconds = 0.2, Utilization = 75, Buffered = 100 };
        Observation observation = Observe(quick, pressure: 65) with { Blocked = [Blocked(50, "direct", "submit_bio_wait"), Blocked(60, "reader", "jbd2_log_wait_commit")] };

        Finding finding = new DiskFsyncStallRule().Find(observation);

        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal("direct (pid 50) writes and syncs on disk vda while reader waits for their own syncs", finding.Title);
        Assert.Equal(60, Assert.Single(finding.Victims).Pid);
        new DiskFsyncStallRule().IsSilent(observation with { Blocked = [Blocked(50, "direct", "submit_bio_wait")] });
    }

    [Fact]
    public void A_full_request_queue_is_congestion()
    {
        DiskMachine full = Saturated with { InFlight = 250 };

        Assert.Equal(Severity.Critical, new DiskQueueCongestionRule().Find(Observe(full, pressure: 80)).Severity);
        Assert.Equal(Severity.Warning, new DiskQueueCongestionRule().Find(Observe(full with { InFlight = 200 }, pressure: 80)).Severity);
        new DiskQueueCongestionRule().IsSilent(Observe(full with { InFlight = 150 }, 80));
    }

    [Fact]
    public void Small_random_requests_warn_only_where_another_program_waits()
    {
        DiskMachine small = new() { Reads = 5_000, RequestKibibytes = 4, Utilization = 97, Queue = 2 };
        Observation alone = Observe(small, pressure: 50);

        Assert.Equal(Severity.Info, new DiskSmallRandomIoRule().Find(alone).Severity);
        Assert.Equal(Severity.Warning, new DiskSmallRandomIoRule().Find(alone with { Blocked = [Blocked(60, "reader", "")] }).Severity);
        new DiskSmallRandomIoRule().IsSilent(Observe(small with { RequestKibibytes = 32 }, 50));
        new DiskSmallRandomIoRule().IsSilent(Observe(small with { Reads = 400 }, 50));
    }

    [Fact]
    public void A_writeback_storm_needs_a_victim()
    {
        DiskMachine storm = Saturated with { Reads = 10, Writes = 4_000, Buffered = 100 };
        Observation alone = Observe(storm, pressure: 40);

        new DiskWritebackStormRule().IsSilent(alone);
        Finding finding = new DiskWritebackStormRule().Find(alone with { Blocked = [Blocked(60, "reader", "")] });
        Assert.Equal(50, finding.Culprits[0].Pid);
        Assert.Equal(60, finding.Victims[0].Pid);
    }

    [Theory]
    [InlineData(true, 1, Severity.Critical)]
    [InlineData(false, 60, Severity.Warning)]
    [InlineData(false, 4_000, Severity.Info)]
    public void Failed_requests_are_as_severe_as_they_are_new(bool isInWindow, double secondsAgo, Severity severity)
    {
        Observation observation = Observe(Saturated, 0);
        KernelEvent message = new(KernelEventKind.StorageError, observation.Last.SinceBoot - TimeSpan.FromSeconds(secondsAgo), "I/O error, dev vda1, sector 8", isInWindow, Subject: "vda1");

        Finding finding = new DiskErrorsRule().Find(observation with { KernelLog = new KernelLogSurvey { Events = [message] } });

        Assert.Equal(severity, finding.Severity);
        Assert.Equal("vda", finding.Culprits[0].Name);
    }

    [Fact]
    public void A_group_at_its_io_limit_beside_an_idle_disk_is_throttled()
    {
        Observation observation = Observe(new DiskMachine { Writes = 100, Utilization = 10 }, pressure: 30);
        CgroupDeviceUsage usage = new("254:0", 0, 9.5e6, 0, 145) { WriteBytesLimit = 1e7 };
        CgroupUsage group = new() { Path = "/batch", IoPressurePercent = 60, LimitedDevices = [usage] };
        Observation With(CgroupUsage g) => observation with { Cgroups = new CgroupSurvey { Groups = [g] } };

        Finding finding = new DiskCgroupThrottledRule().Find(With(group));

        Assert.Equal("/batch", finding.Culprits[0].Name);
        Assert.Contains("on vda", finding.Title, StringComparison.Ordinal);
        new DiskCgroupThrottledRule().IsSilent(With(group with { IoPressurePercent = 10 }));
        new DiskCgroupThrottledRule().IsSilent(With(group with { LimitedDevices = [usage with { WriteBytesPerSecond = 5e6 }] }));
        new DiskCgroupThrottledRule().IsSilent(With(group with { LimitedDevices = [usage with { WriteBytesPerSecond = double.NaN }] }));
    }

    [Fact]
    public void A_machine_without_disk_statistics_has_no_disk_finding_and_no_answer()
    {
        using TestMachine machine = new() { IoPressure = double.NaN };
        Observation observation = machine.Without("/proc/diskstats").Observe();

        Sonde.Diagnosis.Rules.Judgement judgement = observation.Judge(new DiskSaturatedRule(), new DiskSlowRule(), new DiskFsyncStallRule(), new DiskSmallRandomIoRule(), new DiskWritebackStormRule(), new DiskQueueCongestionRule(), new StorageChecklistRule());

        Assert.Empty(judgement.Findings);
        Assert.Empty(judgement.RuledOut);
    }

    [Fact]
    public void An_idle_disk_is_ruled_out_with_its_numbers()
    {
        string? answer = Observe(new DiskMachine { Reads = 20, Utilization = 3, Queue = 0.1 }, pressure: 1).Judge(new StorageChecklistRule()).Answer("Is a disk the bottleneck?");

        Assert.StartsWith("no: tasks waited for storage 1 % of the time; vda", answer, StringComparison.Ordinal);
        Assert.Null(Observe(Saturated, pressure: 40).Judge(new DiskSaturatedRule(), new StorageChecklistRule()).Answer("Is a disk the bottleneck?"));
    }

    private static BlockedTaskSighting Blocked(int pid, string comm, string channel) => new(pid, pid, comm, channel, 4, 4, true);

    private static Observation Observe(DiskMachine disk, double pressure)
    {
        using TestMachine machine = new() { IoPressure = pressure };
        TestProcess direct = machine.Process(50, "direct");
        direct.SystemPercent = 5;
        (direct.ReadKibibytesPerSecond, direct.WriteKibibytesPerSecond) = (9_000, 9_000);
        TestProcess reader = machine.Process(60, "reader");
        (reader.SystemPercent, reader.ReadKibibytesPerSecond) = (1, 2_000);
        return disk.On(machine).Observe();
    }
}

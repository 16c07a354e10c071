using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Storage;
using Sonde.Proc;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Storage;

public class FileSystemRulesTests
{
    private const double Gibibyte = 1024.0 * 1024 * 1024;

    private static readonly FileSystemUsage Roomy = new()
    {
        MountPoint = "/data",
        Type = "ext4",
        Source = "/dev/vdb1",
        Device = "254:17",
        TotalBytes = 100 * Gibibyte,
        UsedBytes = 50 * Gibibyte,
        AvailableBytes = 50 * Gibibyte,
        Inodes = 1_000,
        InodesFree = 500,
    };

    private static readonly FileSystemUsage Full = Roomy with { UsedBytes = 100 * Gibibyte, AvailableBytes = 0 };

    [Fact]
    public void A_full_file_system_names_itself_and_its_writer()
    {
        Finding finding = new FileSystemFullRule().Find(Observe(Full with { Writers = [new(77, "logger", 2, "/data/app.log", 1e6)] }));

        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal("/data is full: no space left for ordinary users; logger (pid 77) writes there", finding.Title);
        Assert.Equal((PartyKind.Device, "/data"), (finding.Culprits[0].Kind, finding.Culprits[0].Name));
        Assert.Equal(77, finding.Culprits[1].Pid);
    }

    [Theory]
    [InlineData(91, 9, Severity.Warning)]
    [InlineData(98.5, 1.5, Severity.Critical)]
    public void Severity_follows_the_space_left(double used, double free, Severity severity) =>
        Assert.Equal(severity, new FileSystemFullRule().Find(Observe(Roomy with { UsedBytes = used * Gibibyte, AvailableBytes = free * Gibibyte })).Severity);

    [Fact]
    public void Plenty_of_space_left_is_no_trouble_whatever_the_percentage() =>
        new FileSystemFullRule().IsSilent(Observe(Roomy with { TotalBytes = 1000 * Gibibyte, UsedBytes = 950 * Gibibyte, AvailableBytes = 50 * Gibibyte }));

    [Fact]
    public void A_file_system_that_fills_within_minutes_is_a_warning()
    {
        FileSystemUsage filling = Roomy with { UsedBytes = 85 * Gibibyte, AvailableBytes = 15 * Gibibyte, GrowthBytesPerSecond = 15 * Gibibyte / 100 };

        Assert.Contains("gone in 100 s", new FileSystemFullRule().Find(Observe(filling)).Title, StringComparison.Ordinal);
        new FileSystemFullRule().IsSilent(Observe(filling with { GrowthBytesPerSecond = 15 * Gibibyte / 1000 }));
        new FileSystemFullRule().IsSilent(Observe(filling with { UsedBytes = 50 * Gibibyte }));
        new FileSystemFullRule().IsSilent(Observe(filling with { GrowthBytesPerSecond = double.NaN }));
    }

    [Fact]
    public void Images_that_cannot_be_written_are_full_by_nature() => new FileSystemFullRule().IsSilent(Observe(Full with { IsReadOnly = true }));

    [Theory]
    [InlineData(0, Severity.Critical)]
    [InlineData(60, Severity.Warning)]
    public void Used_up_inodes_are_a_finding_of_their_own(double free, Severity severity)
    {
        Finding finding = new FileSystemInodesFullRule().Find(Observe(Roomy with { InodesFree = free }));

        Assert.Equal(severity, finding.Severity);
        Assert.Equal("/data", finding.Culprits[0].Name);
    }

    [Fact]
    public void Inodes_made_on_demand_never_run_out()
    {
        new FileSystemInodesFullRule().IsSilent(Observe(Roomy with { Inodes = 0, InodesFree = 0 }));
        new FileSystemInodesFullRule().IsSilent(Observe(Roomy with { InodesFree = 150 }));
    }

    [Fact]
    public void A_file_system_that_turned_read_only_is_critical_and_names_its_device()
    {
        Observation observation = Observe(Roomy with { TurnedReadOnly = true });
        KernelEvent message = new(KernelEventKind.FileSystemError, observation.Last.SinceBoot, "EXT4-fs (vdb1): Remounting filesystem read-only", true, Subject: "vdb1");

        Finding finding = new FileSystemReadOnlyRule().Find(observation with { KernelLog = new KernelLogSurvey { Events = [message] } });

        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal("/dev/vdb1", finding.Culprits[0].Name);
        Assert.Contains("Remounting", finding.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mount_that_does_not_answer_names_who_hangs_on_it()
    {
        FileSystemUsage dead = Roomy with { TotalBytes = 0, IsUnresponsive = true, Type = "nfs4", Source = "server:/export", Unavailability = new Unavailability("/data", "the file system did not answer within 1 s", "") };
        Observation observation = Observe(dead);

        Assert.Equal(Severity.Warning, new FileSystemStaleRule().Find(observation).Severity);
        Finding finding = new FileSystemStaleRule().Find(observation with { Blocked = [new(9, 9, "ls", "rpc_wait_bit_killable", 4, 4, false)] });
        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal(9, finding.Victims[0].Pid);
        new FileSystemStaleRule().IsSilent(Observe(dead with { IsUnresponsive = false }));
    }

    [Fact]
    public void Room_is_ruled_out_with_the_fullest()
    {
        Assert.StartsWith("no: /data, the fullest, is 50 % full", Observe(Roomy).Judge(new StorageChecklistRule()).Answer("Is a file system full?"), StringComparison.Ordinal);
        Assert.Null(Observe(Full).Judge(new FileSystemFullRule(), new StorageChecklistRule()).Answer("Is a file system full?"));
        Assert.Null(Observe().Judge(new StorageChecklistRule()).Answer("Is a file system full?"));
    }

    [Fact]
    public void Name_churn_needs_both_the_rate_and_the_kernel_time()
    {
        using TestMachine machine = new();
        machine.AllCpus(new CpuLoad(System: 40));
        machine.Process(50, "prober").SystemPercent = 80;
        machine.File("/proc/sys/fs/dentry-state", s => $"{100_000 + (s * 60_000):0}\t10\t45\t0\t10\t0");
        Observation observation = machine.Observe();

        Assert.Equal(60_000, observation.DentryChangesPerSecond, 0);
        Assert.Equal(50, new DentryChurnRule().Find(observation).Culprits[0].Pid);
        new DentryChurnRule().IsSilent(observation with { DentryChangesPerSecond = 39_000 });
        new DentryChurnRule().IsSilent(observation with { DentryChangesPerSecond = double.NaN });
    }

    private static Observation Observe(params FileSystemUsage[] fileSystems)
    {
        using TestMachine machine = new();
        return machine.Observe() with { FileSystems = fileSystems };
    }
}

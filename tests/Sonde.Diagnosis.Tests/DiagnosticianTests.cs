using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Proc;
using Xunit;

namespace Sonde.Diagnosis.Tests;

public class DiagnosticianTests
{
    [Fact]
    public void What_could_not_be_seen_is_gathered_once_from_all_surveys()
    {
        using TestMachine machine = new();
        Unavailability reason = new("sockets", "no", "yes");
        Observation observation = machine.Observe();
        observation = observation with
        {
            Unavailable = [reason],
            Sockets = observation.Sockets with { Unavailability = reason },
            KernelLog = new KernelLogSurvey { Unavailability = new Unavailability("kernel log", "EPERM", "run as root") },
            FileSystems = [new FileSystemUsage { MountPoint = "/nfs", Type = "nfs4", Source = "server:/x", Device = "0:40", Unavailability = new Unavailability("/nfs", "no answer", "") }],
        };

        Report report = Diagnostician.Judge("triage", observation, () => new ObservationCost(0, 0, 0));

        Assert.Single(report.Unavailable, u => u.What == "sockets");
        Assert.Contains(report.Unavailable, u => u is { What: "kernel log", Because: "EPERM", Remedy: "run as root" });
        Assert.Contains(report.Unavailable, u => u.What == "/nfs");
    }

    [Fact]
    public void The_cause_ranks_before_its_symptom_and_is_named_by_it()
    {
        using TestMachine machine = new() { MemoryPressure = 60 };
        machine.Memory("MemAvailable", 500_000);
        TestProcess leaker = machine.Process(50, "leaker");
        leaker.AgeSeconds = 7_200;
        leaker.ResidentKibibytes = 2_000_000;
        leaker.ResidentKibibytesPerSecond = 200_000;

        Report report = Diagnostician.Judge("triage", machine.Observe(), () => new ObservationCost(0, 0, 0));

        Finding symptom = report.Findings.Single(f => f.Id == FindingIds.Memory.Pressure);
        Assert.Contains(FindingIds.Memory.Leak, symptom.Causes);
        Assert.True(report.Findings.Single(f => f.Id == FindingIds.Memory.Leak).Rank < symptom.Rank);
        Assert.Equal(Verdict.Critical, ReportVerdict.Of(report));
    }

    [Fact]
    public void The_cost_is_asked_after_the_judging()
    {
        using TestMachine machine = new();
        int asked = 0;
        Report report = Diagnostician.Judge("use", machine.Observe(), () => new ObservationCost(++asked, 0, 0));
        Assert.Equal((1, 1.0, "use"), (asked, report.Cost.CpuSeconds, report.Command));
    }
}

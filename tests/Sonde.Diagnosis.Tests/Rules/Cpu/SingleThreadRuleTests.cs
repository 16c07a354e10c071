using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Cpu;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Cpu;

public class SingleThreadRuleTests
{
    private static readonly SingleThreadRule Rule = new();

    [Fact]
    public void A_pinned_thread_beside_idle_CPUs_is_a_warning_that_names_it()
    {
        using TestMachine machine = OneFull(out TestProcess process);
        process.CpusAllowed = "1";

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("cpu-pinned (pid 77) fills CPU 1, the only one it may use, while 50 % of the machine is idle", finding.Title);
        Assert.Equal(77, Assert.Single(finding.Culprits).Tid);
        Assert.Contains(finding.Fix, f => f.Command == "taskset -pc 0-1 77" && f.Undo == "taskset -pc 1 77");
    }

    [Fact]
    public void A_thread_of_a_larger_process_is_named_with_its_own_name()
    {
        using TestMachine machine = OneFull(out TestProcess process);
        process.Threads = 12;
        process.UserPercent = 100;
        machine.File("/proc/77/task/80/status", "Name:\tgc\nState:\tR\nUid:\t0\t0\t0\t0\nCpus_allowed_list:\t0\n");

        Finding finding = Rule.Find(machine.Observe() with { HotThreads = [new ThreadUsage(77, 80, "gc", 99, 99, 'R', 0), new ThreadUsage(77, 81, "io", 2, 1, 'S', 0)] });

        Assert.StartsWith("Thread gc (tid 80) of cpu-pinned (pid 77) fills CPU 0", finding.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lone_thread_that_nobody_waits_for_is_information()
    {
        using TestMachine machine = OneFull(out _);

        Assert.Equal(Severity.Info, Rule.Find(machine.Observe()).Severity);
    }

    [Fact]
    public void A_server_thread_with_connections_waiting_is_a_warning()
    {
        using TestMachine machine = OneFull(out _);
        SocketSurvey sockets = new() { Listeners = [new ListenSocket("0.0.0.0", 80, 5, 128, 0, 0, new SocketHolder(77, "cpu-pinned"))] };

        Assert.Equal(Severity.Warning, Rule.Find(machine.Observe() with { Sockets = sockets }).Severity);
    }

    [Theory]
    [InlineData("1", 19, "")] // niced
    [InlineData("1", 0, "1")] // on a CPU set apart for it
    public void A_pin_that_is_background_or_intended_is_information(string allowed, int nice, string isolated)
    {
        using TestMachine machine = OneFull(out TestProcess process);
        process.CpusAllowed = allowed;
        process.Nice = nice;
        machine.File("/sys/devices/system/cpu/isolated", isolated + "\n");

        Assert.Equal(Severity.Info, Rule.Find(machine.Observe()).Severity);
    }

    [Fact]
    public void A_pinned_copy_is_information()
    {
        using TestMachine machine = OneFull(out TestProcess process);
        process.CpusAllowed = "1";
        process.UserPercent = 10;
        process.SystemPercent = 89;

        Assert.Equal(Severity.Info, Rule.Find(machine.Observe()).Severity);
    }

    [Theory]
    [InlineData(89, 10)] // the thread sleeps now and then
    [InlineData(99, 71)] // the machine is busy altogether
    public void Just_below_the_thresholds_nothing_is_said(double thread, double other)
    {
        using TestMachine machine = new(cpus: 2);
        machine.Cpu(0, new CpuLoad(User: other)).Cpu(1, new CpuLoad(User: thread));
        machine.Process(77, "almost").UserPercent = thread;

        Rule.IsSilent(machine.Observe());
    }

    [Fact]
    public void One_CPU_has_no_other_to_use()
    {
        using TestMachine machine = new(cpus: 1);
        machine.Cpu(0, new CpuLoad(User: 60));
        machine.Process(77, "full").UserPercent = 99;

        Rule.IsSilent(machine.Observe());
    }

    private static TestMachine OneFull(out TestProcess process)
    {
        TestMachine machine = new(cpus: 2);
        machine.Cpu(1, new CpuLoad(User: 100));
        process = machine.Process(77, "cpu-pinned");
        process.UserPercent = 99;
        process.Processor = 1;
        process.CpusAllowed = "0-1";
        return machine;
    }
}

using Sonde.Diagnosis.Observations;
using Sonde.Proc;
using Xunit;

namespace Sonde.Diagnosis.Tests.Surveys;

public class DescriptorSurveyorTests
{
    [Fact]
    public void The_process_nearest_to_its_limit_comes_first()
    {
        using TestMachine machine = new();
        Descriptors(machine, 50, open: 100, limit: "1024");
        Descriptors(machine, 51, open: 90, limit: "100");
        Descriptors(machine, 52, open: 200, limit: "unlimited");
        Descriptors(machine, 53, open: 63, limit: "64");

        IReadOnlyList<DescriptorUsage> usage = machine.Observe().Descriptors;

        Assert.Equal([(51, 90, 100.0, 90.0), (50, 100, 1024.0, 9.765625), (52, 200, double.PositiveInfinity, 0.0)], usage.Select(u => (u.Pid, u.Open, u.Limit, u.UsedPercent)));
    }

    [Fact]
    public void Where_none_has_many_open_the_one_with_most_is_told()
    {
        using TestMachine machine = new();
        Descriptors(machine, 50, open: 3, limit: "1024");
        Descriptors(machine, 51, open: 7, limit: "1024");
        Assert.Equal((51, 7), Assert.Single(machine.Observe().Descriptors) is var only ? (only.Pid, only.Open) : default);
    }

    [Fact]
    public void Where_none_can_be_counted_there_is_none()
    {
        using TestMachine machine = new();
        machine.Process(50, "hidden");
        Observation observation = machine.Observe();
        Assert.Empty(observation.Descriptors);
    }

    [Fact]
    public void A_limit_of_zero_is_used_up() => Assert.Equal(100, new DescriptorUsage(1, "x", 0, 0).UsedPercent);

    private static void Descriptors(TestMachine machine, int pid, int open, string limit)
    {
        machine.Process(pid, $"p{pid}");
        for (int i = 0; i < open; i++)
            machine.File($"/proc/{pid}/fd/{i}", "");
        machine.File($"/proc/{pid}/limits", $"Limit                     Soft Limit           Hard Limit           Units     \nMax open files            {limit,-20} {limit,-20} files     \n");
    }
}

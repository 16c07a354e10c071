using Sonde.Diagnosis.Observations;
using Sonde.Metrics.Rates;
using Xunit;

namespace Sonde.Diagnosis.Tests;

public class TestMachineTests
{
    [Fact]
    public void What_is_set_is_observed()
    {
        using TestMachine machine = new(cpus: 4) { Runnable = 3, CpuPressure = 50, ForksPerSecond = 100 };
        machine.Cpu(1, new CpuLoad(User: 60, System: 20, Steal: 10));
        machine.Process(10, "busy").UserPercent = 80;

        Observation observation = machine.Observe();

        Assert.Equal(5, observation.Seconds, 3);
        Assert.Equal(4, observation.CpuCount);
        Assert.Equal(90, observation.Cpu.Cpus[1].Busy, 3);
        Assert.Equal(10, observation.Cpu.Cpus[1].Steal, 3);
        Assert.Equal(3, observation.Bursts.RunnableTasks.Mean);
        Assert.Equal(50, observation.Bursts.CpuSome.Percent, 3);
        Assert.Equal(100, observation.Bursts.ForksPerSecond.Max, 3);
        TaskRates busy = observation.FindTask(10)!;
        Assert.Equal(80, busy.CpuPercent, 3);
        Assert.Equal(10, busy.SwitchInsPerSecond, 3);
    }
}

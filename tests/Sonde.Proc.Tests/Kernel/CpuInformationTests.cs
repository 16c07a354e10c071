using Sonde.Proc.Kernel;

namespace Sonde.Proc.Tests.Kernel;

public class CpuInformationTests
{
    [Fact]
    public void Guest_of_x86_is_read()
    {
        CpuInformation cpus = Recorded.Load<CpuInformation>(Recorded.Linux618, CpuInformation.Path);
        Assert.Equal(("Intel(R) Xeon(R) Processor", "GenuineIntel", true), (cpus.ModelName, cpus.Vendor, cpus.HasHypervisor));
        Assert.True(cpus.HasFlag("avx2"));
        Assert.False(cpus.HasFlag("av"));
        Assert.Equal([new ProcessorClock(0, 2700), new ProcessorClock(1, 2700)], cpus.Processors.ToArray());
    }

    [Fact]
    public void Offline_cpu_is_missing()
    {
        CpuInformation cpus = Recorded.Load<CpuInformation>(Recorded.Linux61, CpuInformation.Path);
        Assert.Equal([0, 1, 3], cpus.Processors.ToArray().Select(processor => processor.Cpu));
    }

    [Fact]
    public void Arm_has_features_and_no_model_clock_or_hypervisor_flag()
    {
        CpuInformation cpus = Recorded.Parse<CpuInformation>(
            "processor\t: 0\nBogoMIPS\t: 243.75\nFeatures\t: fp asimd aes\nCPU implementer\t: 0x41\n\nprocessor\t: 1\nBogoMIPS\t: 243.75\nFeatures\t: fp asimd aes\n");
        Assert.Null(cpus.ModelName);
        Assert.Null(cpus.HasHypervisor);
        Assert.True(cpus.HasFlag("asimd"));
        Assert.Equal([new ProcessorClock(0, null), new ProcessorClock(1, null)], cpus.Processors.ToArray());
    }

    [Fact]
    public void Power_has_its_model_and_clock_in_other_lines()
    {
        CpuInformation cpus = Recorded.Parse<CpuInformation>("processor\t: 8\ncpu\t\t: POWER9 (architected)\nclock\t\t: 2166.000000MHz\nrevision\t: 2.2\n");
        Assert.Equal("POWER9 (architected)", cpus.ModelName);
        Assert.Equal([new ProcessorClock(8, 2166)], cpus.Processors.ToArray());
    }

    [Fact]
    public void Text_without_any_line_of_a_name_is_refused() => Recorded.Refusal<CpuInformation>("nothing here\n");
}

using Sonde.Proc.Network;

namespace Sonde.Proc.Tests.Network;

public class SoftnetStatisticsTests
{
    [Theory]
    [InlineData(Recorded.Linux61)]
    [InlineData(Recorded.Linux612)]
    public void Cpu_ids_are_the_kernels_own(string machine)
    {
        SoftnetStatistics softnet = Recorded.Load<SoftnetStatistics>(machine, SoftnetStatistics.Path);
        Assert.True(softnet.HasCpuIds);
        Assert.Equal([0, 1, 3], softnet.Cpus.ToArray().Select(row => row.Cpu));
    }

    [Fact]
    public void Thirteen_columns_go_where_they_belong()
    {
        SoftnetStatistics softnet = Recorded.Parse<SoftnetStatistics>(
            "ffffffff 0000000b 0000000c 00000001 00000002 00000003 00000004 00000005 00000006 00000010 00000011 00000012 00000007\n");
        Assert.Equal(new SoftnetCounters(7, uint.MaxValue, 11, 12, 16, 17, 18), softnet.Cpus[0]);
    }

    [Theory]
    [InlineData("0000000a 0000000b 0000000c 0 0 0 0 0 0\n", 0u, 0u)]
    [InlineData("0000000a 0000000b 0000000c 0 0 0 0 0 0 0000000d\n", 13u, 0u)]
    [InlineData("0000000a 0000000b 0000000c 0 0 0 0 0 0 0000000d 0000000e\n", 13u, 14u)]
    public void Old_kernels_have_fewer_columns_and_no_cpu_ids(string line, uint rps, uint flowLimit)
    {
        SoftnetStatistics softnet = Recorded.Parse<SoftnetStatistics>(line + line);
        Assert.False(softnet.HasCpuIds);
        Assert.Equal(new SoftnetCounters(1, 10, 11, 12, rps, flowLimit, null), softnet.Cpus[1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000a 0000000b\n")]
    [InlineData("0000000a 0000000b xyz\n")]
    [InlineData("1 1 1 1 1 1 1 1 1 1 1 1 2000\n")]
    public void Text_of_another_form_is_refused(string text) => Recorded.Refusal<SoftnetStatistics>(text);
}

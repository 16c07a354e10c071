using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;

namespace Sonde.Metrics.Tests.Rates;

public sealed class VirtualMemoryRatesTests
{
    private readonly VirtualMemoryRates _rates = new();

    [Fact]
    public void Swap_counts_pages_and_paging_counts_kibibytes()
    {
        Update("pgpgin 100\npgpgout 200\npswpin 10\npswpout 20\noom_kill 1\n", "pgpgin 300\npgpgout 800\npswpin 14\npswpout 30\noom_kill 3\n");
        Assert.Equal((100, 300), (_rates.PagedInKibibytes, _rates.PagedOutKibibytes));
        Assert.Equal((8, 20), (_rates.SwapInKibibytes, _rates.SwapOutKibibytes));
        Assert.Equal(2, _rates.OutOfMemoryKills);
    }

    [Fact]
    public void Page_size_is_the_observed_machines()
    {
        _rates.Update(new SystemInterval(Sample(10, "pswpin 0\n"), Sample(12, "pswpin 2\n")), pageKibibytes: 64);
        Assert.Equal(64, _rates.SwapInKibibytes);
    }

    [Fact]
    public void Counter_that_this_kernel_lacks_is_unknown()
    {
        Update("pgpgin 1\n", "pgpgin 1\n");
        Assert.Equal((0, double.NaN, double.NaN), (_rates.PagedInKibibytes, _rates.OutOfMemoryKills, _rates.AllocationStalls));
    }

    private static SystemSample Sample(double uptime, string text) => RecordedSample.Of(uptime, SampleParts.VirtualMemory, "/proc/vmstat", text);

    private void Update(string earlier, string later) => _rates.Update(new SystemInterval(Sample(10, earlier), Sample(12, later)));
}

using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;

namespace Sonde.Metrics.Tests.Rates;

/// <summary>Rates of interfaces over 2 s. Columns: bytes packets errs drop fifo frame compressed multicast, then bytes packets errs drop fifo colls carrier compressed.</summary>
public sealed class InterfaceActivityTests
{
    private const string Header = "Inter-|   Receive                                                |  Transmit\n"
        + " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n";

    private readonly InterfaceActivity _activity = new();

    [Fact]
    public void Rates_follow_from_the_counters()
    {
        Update("eth0: 1024 10 1 1 0 0 0 0 2048 20 0 0 0 0 0 0\n", "eth0: 21504 30 3 5 0 0 0 8 43008 80 2 4 0 0 0 0\n");
        InterfaceRates row = _activity[0];
        Assert.Equal(("eth0", 10, 30), (row.Name, row.ReceivePacketsPerSecond, row.TransmitPacketsPerSecond));
        Assert.Equal((10, 20), (row.ReceiveKibibytesPerSecond, row.TransmitKibibytesPerSecond));
        Assert.Equal((1, 2, 1, 2), (row.ReceiveErrorsPerSecond, row.ReceiveDropsPerSecond, row.TransmitErrorsPerSecond, row.TransmitDropsPerSecond));
        Assert.Equal(4, row.ReceiveMulticastPerSecond);
    }

    [Fact]
    public void Bytes_that_wrapped_at_32_bits_while_packets_went_on_go_on_counting()
    {
        Update("eth0: 4294966272 10 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n", "eth0: 1024 12 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
        Assert.Equal(1, _activity[0].ReceiveKibibytesPerSecond);
    }

    [Fact]
    public void Interface_registered_anew_counts_from_zero()
    {
        Update("eth0: 9000000 9000 0 0 0 0 0 0 9000000 9000 7 0 0 0 0 0\n", "eth0: 2048 4 0 0 0 0 0 0 4096 8 2 0 0 0 0 0\n");
        Assert.Equal((2, 1), (_activity[0].ReceivePacketsPerSecond, _activity[0].ReceiveKibibytesPerSecond));
        Assert.Equal((4, 1), (_activity[0].TransmitPacketsPerSecond, _activity[0].TransmitErrorsPerSecond));
    }

    [Fact]
    public void Interface_that_appeared_counts_from_zero_and_one_that_went_is_gone()
    {
        Update("old0: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0\n", "new0: 4096 6 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
        Assert.Equal(1, _activity.Count);
        Assert.Equal(("new0", 3), (_activity[0].Name, _activity[0].ReceivePacketsPerSecond));
    }

    private static SystemSample Sample(double uptime, string lines) => RecordedSample.Of(uptime, SampleParts.Interfaces, "/proc/net/dev", Header + lines);

    private void Update(string earlier, string later) => _activity.Update(new SystemInterval(Sample(10, earlier), Sample(12, later)));
}

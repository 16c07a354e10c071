using System.Globalization;
using Sonde.Proc.Network;

namespace Sonde.Proc.Tests.Network;

public class NetworkDeviceStatisticsTests
{
    private const string Heading =
        "Inter-|   Receive                                                |  Transmit\n" +
        " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n";

    private static readonly NetworkDeviceCounters OneToSixteen = new()
    {
        Name = "eth0",
        ReceiveBytes = 1,
        ReceivePackets = 2,
        ReceiveErrors = 3,
        ReceiveDropped = 4,
        ReceiveFifo = 5,
        ReceiveFrame = 6,
        ReceiveCompressed = 7,
        ReceiveMulticast = 8,
        TransmitBytes = 9,
        TransmitPackets = 10,
        TransmitErrors = 11,
        TransmitDropped = 12,
        TransmitFifo = 13,
        TransmitCollisions = 14,
        TransmitCarrier = 15,
        TransmitCompressed = 16,
    };

    [Theory]
    [InlineData("  eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n")]
    [InlineData("  eth0:1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n")]
    public void Columns_go_where_the_headings_say(string line)
    {
        Assert.Equal([OneToSixteen], Recorded.Parse<NetworkDeviceStatistics>(Heading + line).Devices.ToArray());
    }

    [Fact]
    public void Headings_of_another_kernel_move_the_columns()
    {
        NetworkDeviceStatistics devices = Recorded.Parse<NetworkDeviceStatistics>(
            "Inter-|   Receive  |  Transmit\n face |packets news bytes|drop bytes packets\n eth0: 1 2 3 4 5 6\n");
        NetworkDeviceCounters expected = new()
        {
            Name = "eth0",
            ReceivePackets = 1,
            ReceiveBytes = 3,
            TransmitDropped = 4,
            TransmitBytes = 5,
            TransmitPackets = 6,
        };
        Assert.Equal(expected, devices.Devices[0]);
    }

    [Fact]
    public void Alias_with_a_colon_is_one_name()
    {
        NetworkDeviceStatistics devices = Recorded.Parse<NetworkDeviceStatistics>(Heading + "eth0:1: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n");
        Assert.Equal("eth0:1", devices.Devices[0].Name);
    }

    [Fact]
    public void Recorded_text_gives_its_interfaces()
    {
        NetworkDeviceStatistics devices = Recorded.Load<NetworkDeviceStatistics>(Recorded.Linux61, NetworkDeviceStatistics.Path);
        Assert.Equal(["lo", "eth0"], devices.Devices.ToArray().Select(device => device.Name));
        Assert.Equal(616UL, devices.Devices[0].ReceiveBytes);
        Assert.Equal(10UL, devices.Devices[1].TransmitPackets);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Inter-| Receive | Transmit\n")]
    [InlineData("Inter-| Receive | Transmit\n face bytes\n")]
    [InlineData("Inter-| Receive | Transmit\n face |packets|bytes\n")]
    [InlineData(Heading + "eth0: 1 2 3\n")]
    [InlineData(Heading + "eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 -16\n")]
    public void Text_of_another_form_is_refused(string text) => Recorded.Refusal<NetworkDeviceStatistics>(text);

    [Fact]
    public void Live_counters_lie_between_two_readings_of_sysfs()
    {
        (string File, Func<NetworkDeviceCounters, ulong> Value)[] counters =
        [
            ("rx_bytes", row => row.ReceiveBytes), ("rx_packets", row => row.ReceivePackets), ("rx_errors", row => row.ReceiveErrors),
            ("tx_bytes", row => row.TransmitBytes), ("tx_packets", row => row.TransmitPackets), ("tx_dropped", row => row.TransmitDropped),
            ("multicast", row => row.ReceiveMulticast), ("collisions", row => row.TransmitCollisions),
        ];
        const string statistics = "/sys/class/net/lo/statistics/";
        if (!Directory.Exists(statistics))
            Assert.Skip($"this machine has no {statistics}");
        ulong[] before = [.. counters.Select(counter => Read(counter.File))];
        NetworkDeviceCounters loopback = Recorded.LoadLive<NetworkDeviceStatistics>(NetworkDeviceStatistics.Path).Devices.ToArray().Single(row => row.Name == "lo");
        for (int i = 0; i < counters.Length; i++)
            Assert.InRange(counters[i].Value(loopback), before[i], Read(counters[i].File));

        static ulong Read(string file) => ulong.Parse(File.ReadAllText(statistics + file), CultureInfo.InvariantCulture);
    }
}

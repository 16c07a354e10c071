using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;
using Sonde.Testing;

namespace Sonde.Metrics.Tests.Rates;

/// <summary>Counters of protocols over 2 s.</summary>
public sealed class ProtocolRatesTests
{
    private readonly ProtocolRates _rates = new();

    [Fact]
    public void Rates_follow_from_the_counters_under_the_names_of_nstat()
    {
        Update(Sample(10, "CurrEstab OutSegs RetransSegs", "7 1000 10", "ListenDrops", "4", "100"), Sample(12, "CurrEstab OutSegs RetransSegs", "9 1200 20", "ListenDrops", "10", "160"));

        Assert.Equal((100, 3, 30), (_rates.PerSecond("TcpOutSegs"), _rates.PerSecond("TcpExtListenDrops"), _rates.PerSecond("Ip6InReceives")));
        Assert.Equal((200, 6), (_rates.Growth("TcpOutSegs"), _rates.Growth("TcpExtListenDrops")));
        Assert.Equal(9, _rates.Gauge("TcpCurrEstab"));
        Assert.Equal(5, _rates.RetransmitPercent);
    }

    [Fact]
    public void Counter_that_the_kernel_moved_to_another_column_is_found_by_its_name()
    {
        Update(Sample(10, "OutSegs RetransSegs", "1000 10", "ListenDrops", "4", "0"), Sample(12, "RetransSegs New OutSegs", "20 5 1200", "ListenDrops", "4", "0"));
        Assert.Equal((100, 5), (_rates.PerSecond("TcpOutSegs"), _rates.PerSecond("TcpRetransSegs")));
    }

    [Fact]
    public void Counter_that_is_not_there_or_ran_backwards_is_unknown_and_not_zero()
    {
        Update(Sample(10, "OutSegs", "1000", "ListenDrops", "4", "0"), Sample(12, "OutSegs New", "900 5", "ListenDrops", "4", "0"));

        Assert.Equal(double.NaN, _rates.PerSecond("TcpOutSegs"));
        Assert.Equal(double.NaN, _rates.PerSecond("TcpNew"));
        Assert.Equal(double.NaN, _rates.PerSecond("TcpNothing"));
        Assert.Equal(double.NaN, _rates.Gauge("TcpNothing"));
        Assert.Equal(0, _rates.PerSecond("TcpExtListenDrops"));
    }

    [Fact]
    public void Nothing_sent_has_no_share_of_retransmits()
    {
        Update(Sample(10, "OutSegs RetransSegs", "1000 10", "ListenDrops", "4", "0"), Sample(12, "OutSegs RetransSegs", "1000 10", "ListenDrops", "4", "0"));
        Assert.Equal(double.NaN, _rates.RetransmitPercent);
    }

    [Fact]
    public void Since_boot_all_that_was_counted_is_growth()
    {
        _rates.Update(SystemInterval.FromBoot(Sample(10, "OutSegs", "1000", "ListenDrops", "4", "0")));
        Assert.Equal((1000, 100), (_rates.Growth("TcpOutSegs"), _rates.PerSecond("TcpOutSegs")));
    }

    private static SystemSample Sample(double uptime, string tcpNames, string tcp, string extensionNames, string extensions, string received6)
    {
        using TemporaryTree tree = new();
        tree.Write("/proc/uptime", FormattableString.Invariant($"{uptime:0.00} 0.00\n"))
            .Write("/proc/net/snmp", $"Tcp: {tcpNames}\nTcp: {tcp}\n")
            .Write("/proc/net/netstat", $"TcpExt: {extensionNames}\nTcpExt: {extensions}\n")
            .Write("/proc/net/snmp6", $"Ip6InReceives \t{received6}\n");
        using SystemReader reader = new(tree.Root);
        SystemSample sample = new();
        reader.Read(sample, SampleParts.Protocols);
        return sample;
    }

    private void Update(SystemSample earlier, SystemSample later) => _rates.Update(new SystemInterval(earlier, later));
}

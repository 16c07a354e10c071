using System.Globalization;
using Sonde.Proc.Network;

namespace Sonde.Proc.Tests.Network;

public class ProtocolCountersTests
{
    // nstat leaves these out, since increments of them mean nothing.
    private static readonly string[] SettingsAndGauges =
        ["IpDefaultTTL", "IpForwarding", "TcpCurrEstab", "TcpMaxConn", "TcpRtoAlgorithm", "TcpRtoMax", "TcpRtoMin"];

    [Fact]
    public void Names_are_those_of_nstat()
    {
        ProtocolCounters snmp = Recorded.Load<ProtocolCounters>(Recorded.Linux61, ProtocolCounters.SnmpPath);
        Assert.Equal(64UL, snmp.Values["IpDefaultTTL"]);
        Assert.Equal(200UL, snmp.Values["TcpRtoMin"]);
        Assert.NotNull(snmp.Values["UdpRcvbufErrors"]);
        Assert.NotNull(Recorded.Load<ProtocolCounters>(Recorded.Linux61, ProtocolCounters.NetstatPath).Values["TcpExtListenDrops"]);
        Assert.NotNull(Recorded.Load<ProtocolCounters>(Recorded.Linux61, ProtocolCounters.Snmp6Path).Values["Ip6InReceives"]);
    }

    [Fact]
    public void Negative_value_is_kept_in_twos_complement()
    {
        ProtocolCounters counters = Recorded.Parse<ProtocolCounters>("Tcp: RtoMin MaxConn ActiveOpens\nTcp: 200 -1 7\n");
        Assert.Equal(-1L, (long)counters.Values["TcpMaxConn"]!.Value);
        Assert.Equal(7UL, counters.Values["TcpActiveOpens"]);
    }

    [Fact]
    public void Columns_follow_their_names_when_a_kernel_has_others()
    {
        ProtocolCounters counters = new();
        counters.Parse("TcpExt: A B C\nTcpExt: 1 2 3\nIpExt: A\nIpExt: 9\n"u8);
        counters.Parse("TcpExt: C New A\nTcpExt: 30 20 10\nIpExt: A\nIpExt: 90\n"u8);
        Assert.Equal((10UL, null, 30UL, 20UL, 90UL), (counters.Values["TcpExtA"], counters.Values["TcpExtB"], counters.Values["TcpExtC"], counters.Values["TcpExtNew"], counters.Values["IpExtA"]));
    }

    [Fact]
    public void Values_beyond_the_names_are_ignored()
    {
        Assert.Equal(1, Recorded.Parse<ProtocolCounters>("Tcp: A\nTcp: 1 2 3\n").Values.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Tcp: A\n")]
    [InlineData("Tcp: A\nUdp: 1\n")]
    [InlineData("Tcp: A B\nTcp: 1\n")]
    [InlineData("Tcp: A B\nTcp: 1 x\n")]
    [InlineData("Ip6InReceives\n")]
    public void Text_whose_names_and_values_do_not_match_is_refused(string text) => Recorded.Refusal<ProtocolCounters>(text);

    [Fact]
    public void Live_counters_are_named_as_nstat_names_them_and_lie_between_two_of_its_readings()
    {
        using KernelFile snmp = new(LinuxRoot.Live, ProtocolCounters.SnmpPath);
        using KernelFile netstat = new(LinuxRoot.Live, ProtocolCounters.NetstatPath);
        using KernelFile snmp6 = new(LinuxRoot.Live, ProtocolCounters.Snmp6Path);
        ProtocolCounters counters = new();
        Dictionary<string, ulong> before = ReadNstat();
        Assert.True(counters.Load(netstat, snmp6, snmp));
        Dictionary<string, ulong> after = ReadNstat();
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), counters.Values.Names.Except(SettingsAndGauges).Order(StringComparer.Ordinal));
        Assert.All(
            before.Keys.Where(name => name != "MPTcpExtMPCurrEstab"),
            name => Assert.InRange(counters.Values[name]!.Value, before[name], after[name]));
    }

    private static Dictionary<string, ulong> ReadNstat() => PeerProgram.Run("nstat", "-asz")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(words => words[0], words => ulong.Parse(words[1], CultureInfo.InvariantCulture));
}

using System.Globalization;

namespace Sonde.Diagnosis.Tests.Rules.Network;

/// <summary>The network counters of a <see cref="TestMachine"/>; rates hold evenly through the window. What is not set is not in the files, but for names that the kernel always has.</summary>
internal sealed class NetworkMachine(TestMachine machine)
{
    private static readonly HashSet<string> Basic = new(StringComparer.Ordinal)
    {
        "OutSegs", "InSegs", "RetransSegs", "ActiveOpens", "PassiveOpens", "AttemptFails", "OutRsts",
    };

    private readonly Dictionary<string, double> _tcp = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _extended = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _udp = new(StringComparer.Ordinal) { ["InDatagrams"] = 0, ["RcvbufErrors"] = 0, ["SndbufErrors"] = 0, ["MemErrors"] = 0 };

    public TestMachine Machine { get; } = machine;

    /// <summary>A counter of TCP, per second: of /proc/net/snmp or netstat, as the kernel has it.</summary>
    public NetworkMachine Tcp(string name, double perSecond)
    {
        (Basic.Contains(name) ? _tcp : _extended)[name] = perSecond;
        return this;
    }

    /// <summary>A counter of UDP, per second.</summary>
    public NetworkMachine Udp(string name, double perSecond)
    {
        _udp[name] = perSecond;
        return this;
    }

    /// <summary>What eth0 does, per second.</summary>
    public NetworkMachine Interface(double receivePackets = 0, double receiveErrors = 0, double receiveDrops = 0, double transmitPackets = 0, double transmitBytes = 0)
    {
        Machine.File("/proc/net/dev", s => "Inter-|   Receive                                                |  Transmit\n face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n"
            + $"  eth0: 0 {Text(receivePackets * s)} {Text(receiveErrors * s)} {Text(receiveDrops * s)} 0 0 0 0 {Text(transmitBytes * s)} {Text(transmitPackets * s)} 0 0 0 0 0 0\n");
        return this;
    }

    /// <summary>What CPU 1 does with packets, per second; CPU 0 has nothing to do.</summary>
    public NetworkMachine Softnet(double processed, double dropped, double squeezed)
    {
        string Row(double s, int cpu, double share) => $"{Hex(processed * s * share)} {Hex(dropped * s * share)} {Hex(squeezed * s * share)} 0 0 0 0 0 0 0 0 0 {Hex(cpu)}\n";
        Machine.File("/proc/net/softnet_stat", s => Row(s, 0, 0) + Row(s, 1, 1));
        return this;
    }

    /// <summary>Writes the protocol counters.</summary>
    public void Write()
    {
        Machine.File("/proc/net/snmp", s => Table("Tcp", _tcp, s) + Table("Udp", _udp, s));
        Machine.File("/proc/net/netstat", s => Table("TcpExt", _extended, s));
    }

    private static string Table(string protocol, Dictionary<string, double> counters, double s) =>
        counters.Count == 0 ? "" : $"{protocol}: {string.Join(' ', counters.Keys)}\n{protocol}: {string.Join(' ', counters.Values.Select(v => Text(1_000 + (v * s))))}\n";

    private static string Text(double value) => Math.Round(value).ToString("0", CultureInfo.InvariantCulture);

    private static string Hex(double value) => ((uint)Math.Round(value)).ToString("x8", CultureInfo.InvariantCulture);
}

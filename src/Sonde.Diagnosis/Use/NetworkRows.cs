using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;
using Sonde.Proc.Network;

namespace Sonde.Diagnosis.Use;

/// <summary>Network interfaces, the path of packets behind them, and the protocols above.</summary>
internal static class NetworkRows
{
    public static IEnumerable<ResourceRow> Build(Observation observation)
    {
        for (int i = 0; i < observation.Interfaces.Count; i++)
            yield return Interface(observation, observation.Interfaces[i]);
        yield return new ResourceRow(
            "network-controller",
            Cells.None("percent", "/sys/class/net/*/speed", "see each interface; the limit of a controller is not known to the kernel"),
            Cells.Of(SoftnetGrowth(observation, squeezed: true) / observation.Seconds, "squeezes/s", "/proc/net/softnet_stat time_squeeze", observation.Last.Softnet),
            Cells.Of(SoftnetGrowth(observation, squeezed: false) / observation.Seconds, "drops/s", "/proc/net/softnet_stat dropped", observation.Last.Softnet));
        double retransmits = observation.ProtocolGrowth("TcpRetransSegs");
        yield return new ResourceRow(
            "tcp",
            TcpMemory(observation),
            Cells.Of(observation.ProtocolRate("TcpExtListenOverflows"), "overflows/s", "/proc/net/netstat TcpExtListenOverflows", observation.Last.Protocols),
            Cells.Of(
                retransmits == 0 ? 0 : Cells.Percent(retransmits, Math.Max(retransmits, observation.ProtocolGrowth("TcpOutSegs"))),
                "percent",
                "/proc/net/snmp TcpRetransSegs of TcpOutSegs",
                observation.Last.Protocols));
        yield return new ResourceRow(
            "udp",
            Cells.None("percent", "/proc/net/sockstat", "sockets have buffers of their own; see their errors"),
            Cells.Of(observation.ProtocolRate("UdpRcvbufErrors") + observation.ProtocolRate("UdpSndbufErrors"), "datagrams/s", "/proc/net/snmp UdpRcvbufErrors+UdpSndbufErrors", observation.Last.Protocols),
            Cells.Of(observation.ProtocolRate("UdpInErrors"), "datagrams/s", "/proc/net/snmp UdpInErrors", observation.Last.Protocols));
        yield return Ports(observation);
    }

    private static ResourceRow Interface(Observation observation, InterfaceRates rates)
    {
        long? megabits = observation.Root.ReadNumber($"/sys/class/net/{rates.Name}/speed");
        bool isFullDuplex = observation.Root.ReadText($"/sys/class/net/{rates.Name}/duplex") != "half";
        double kibibytes = isFullDuplex
            ? Math.Max(rates.ReceiveKibibytesPerSecond, rates.TransmitKibibytesPerSecond)
            : rates.ReceiveKibibytesPerSecond + rates.TransmitKibibytesPerSecond;
        double percentPerKibibyte = megabits > 0 ? 1024 * 8 * 100 / (megabits.Value * 1e6) : double.NaN;
        double most = observation.Bursts.Interfaces.TryGetValue(rates.Name, out InterfaceBursts? bursts)
            ? Math.Max(bursts.ReceiveKibibytesPerSecond.Max, bursts.TransmitKibibytesPerSecond.Max)
            : double.NaN;
        string why = rates.Name == "lo" ? "the loopback interface has no speed" : "the driver does not tell the link's speed";
        return new ResourceRow(
            $"net/{rates.Name}",
            Cells.Of(kibibytes * percentPerKibibyte, "percent", "/proc/net/dev, /sys/class/net/*/speed", double.IsNaN(percentPerKibibyte) ? why : null, most * percentPerKibibyte),
            Cells.Of(rates.ReceiveDropsPerSecond + rates.TransmitDropsPerSecond + rates.ReceiveFifoPerSecond + rates.TransmitFifoPerSecond, "drops/s", "/proc/net/dev drop+fifo", observation.Last.Interfaces),
            Cells.Of(rates.ReceiveErrorsPerSecond + rates.TransmitErrorsPerSecond, "errors/s", "/proc/net/dev errs", observation.Last.Interfaces));
    }

    private static Metric TcpMemory(Observation observation)
    {
        double used = observation.Last.Sockets.TcpMemoryPages ?? double.NaN;
        string[]? limits = observation.Root.ReadText("/proc/sys/net/ipv4/tcp_mem")?.Split(['\t', ' '], StringSplitOptions.RemoveEmptyEntries);
        double maximum = limits is [_, _, string most] && double.TryParse(most, out double pages) ? pages : double.NaN;
        return Cells.Of(Cells.Percent(used, maximum), "percent", "/proc/net/sockstat TCP mem of net.ipv4.tcp_mem", "sockstat or net.ipv4.tcp_mem cannot be read");
    }

    private static ResourceRow Ports(Observation observation)
    {
        SocketSurvey sockets = observation.Sockets;
        double used = double.IsNaN(sockets.EphemeralPortsUsed) && sockets.Unavailability is null
            ? (observation.Last.Sockets.TcpInUse ?? double.NaN) + (observation.Last.Sockets.TcpTimeWait ?? double.NaN)
            : sockets.EphemeralPortsUsed;
        return new ResourceRow(
            "ports",
            Cells.Of(Math.Min(100, Cells.Percent(used, sockets.EphemeralPorts)), "percent", "sockets of net.ipv4.ip_local_port_range", sockets.Unavailability?.ToString() ?? "net.ipv4.ip_local_port_range cannot be read"),
            Cells.None("waiters", "connect(2)", "nobody waits for a port: connect fails at once"),
            Cells.None("errors", "connect(2)", "EADDRNOTAVAIL is returned to the caller and not counted by the kernel"));
    }

    private static double SoftnetGrowth(Observation observation, bool squeezed)
    {
        if (!observation.First.Softnet.IsAvailable || !observation.Last.Softnet.IsAvailable)
            return double.NaN;
        double sum = 0;
        ReadOnlySpan<SoftnetCounters> earlier = observation.First.Softnet.Cpus;
        ReadOnlySpan<SoftnetCounters> later = observation.Last.Softnet.Cpus;
        for (int i = 0; i < Math.Min(earlier.Length, later.Length); i++)
        {
            sum += squeezed
                ? Counter.Growth32(earlier[i].TimeSqueezed, later[i].TimeSqueezed)
                : Counter.Growth32(earlier[i].Dropped, later[i].Dropped);
        }

        return sum;
    }
}

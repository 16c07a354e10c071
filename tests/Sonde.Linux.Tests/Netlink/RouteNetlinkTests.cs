using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Sonde.Linux.Netlink;
using Sonde.Testing;

namespace Sonde.Linux.Tests.Netlink;

public sealed class RouteNetlinkTests : IDisposable
{
    private readonly RouteNetlink _route = Open();

    [Fact]
    public void Links_are_those_of_proc_net_dev_with_the_same_counters()
    {
        var links = new ReusedList<NetworkLink>();
        Dictionary<string, ulong[]> before = ProcNetDev();
        Assert.Equal(Errno.Success, _route.ReadLinks(links));
        Dictionary<string, ulong[]> after = ProcNetDev();

        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), links.Select(l => l.Name).Order(StringComparer.Ordinal));
        foreach (NetworkLink link in links)
        {
            LinkStatistics s = link.Statistics!.Value;
            ulong[] counters =
            [
                s.ReceivedBytes, s.ReceivedPackets, s.ReceiveErrors, s.ReceiveDropped + s.ReceiveMissed, s.ReceiveFifoErrors,
                s.ReceiveLengthErrors + s.ReceiveOverErrors + s.ReceiveCrcErrors + s.ReceiveFrameErrors, s.ReceivedCompressed, s.Multicast,
                s.SentBytes, s.SentPackets, s.SendErrors, s.SendDropped, s.SendFifoErrors, s.Collisions,
                s.SendCarrierErrors + s.SendAborted + s.SendWindowErrors + s.SendHeartbeatErrors, s.SentCompressed,
            ];
            for (int column = 0; column < counters.Length; column++)
                Assert.InRange(counters[column], before[link.Name][column], after[link.Name][column]);
        }
    }

    [Fact]
    public void A_links_properties_are_those_of_sysfs()
    {
        var links = new ReusedList<NetworkLink>();
        Assert.Equal(Errno.Success, _route.ReadLinks(links));

        foreach (NetworkLink link in links)
        {
            Assert.Equal(Sysfs(link, "ifindex"), link.Index.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(Sysfs(link, "mtu"), link.MtuBytes.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(Sysfs(link, "type"), link.HardwareType.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(Sysfs(link, "tx_queue_len"), link.SendQueueLength.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(Sysfs(link, "operstate"), link.State.ToString(), ignoreCase: true);
            Assert.Equal(Sysfs(link, "carrier_changes"), link.CarrierChanges!.Value.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(Directory.GetDirectories($"/sys/class/net/{link.Name}/queues", "tx-*").Length, (int)link.SendQueues);
            Assert.Equal(Directory.GetDirectories($"/sys/class/net/{link.Name}/queues", "rx-*").Length, (int)link.ReceiveQueues);
        }

        NetworkLink loopback = links.Single(l => l.Flags.HasFlag(LinkFlags.Loopback));
        Assert.Equal(("lo", 772, 1), (loopback.Name, loopback.HardwareType, loopback.Index));
        Assert.True(loopback.Flags.HasFlag(LinkFlags.Up | LinkFlags.Running | LinkFlags.LowerUp));
    }

    [Fact]
    public void Loopback_traffic_moves_its_counters_by_what_was_sent()
    {
        var links = new ReusedList<NetworkLink>();
        Assert.Equal(Errno.Success, _route.ReadLinks(links));
        LinkStatistics before = links.Single(l => l.Name == "lo").Statistics!.Value;
        using var receiver = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        receiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        for (int i = 0; i < 100; i++)
            receiver.SendTo(new byte[1000], receiver.LocalEndPoint!);
        Assert.Equal(Errno.Success, _route.ReadLinks(links));
        LinkStatistics after = links.Single(l => l.Name == "lo").Statistics!.Value;

        Assert.True(after.SentPackets - before.SentPackets >= 100);
        Assert.True(after.ReceivedBytes - before.ReceivedBytes >= 100 * 1028);
    }

    [Fact]
    public void Reading_links_again_allocates_nothing()
    {
        var links = new ReusedList<NetworkLink>();
        var disciplines = new ReusedList<QueueingDiscipline>();
        Assert.Equal(Errno.Success, _route.ReadLinks(links));
        Assert.Equal(Errno.Success, _route.ReadQueueingDisciplines(disciplines));

        Assert.Equal(0, Allocation.SteadyStateBytes(() => _route.ReadLinks(links)));
        Assert.Equal(0, Allocation.SteadyStateBytes(() => _route.ReadQueueingDisciplines(disciplines)));
    }

    [Fact]
    public void Queueing_disciplines_are_those_of_tc()
    {
        if (!File.Exists("/usr/sbin/tc") && !File.Exists("/sbin/tc"))
            Assert.Skip("no tc (iproute2) to compare with");
        var links = new ReusedList<NetworkLink>();
        var disciplines = new ReusedList<QueueingDiscipline>();
        Assert.Equal(Errno.Success, _route.ReadLinks(links));
        Assert.Equal(Errno.Success, _route.ReadQueueingDisciplines(disciplines));

        IEnumerable<string> found = disciplines.Select(d => string.Create(
            CultureInfo.InvariantCulture,
            $"qdisc {d.Kind} {d.Handle >> 16:x}: dev {links.Single(l => l.Index == d.LinkIndex).Name} drops {d.Drops}"));
        Assert.Equal(TrafficControl(), found);
        Assert.Contains(disciplines, d => d.Parent == QueueingDiscipline.RootParent);
        QueueingDiscipline? device = disciplines.FirstOrDefault(d => d.Bytes > 0);
        if (device is not null)
            Assert.InRange(device.Packets, 1UL, device.Bytes / 14);
    }

    [Fact]
    public void Neighbour_tables_have_the_thresholds_of_the_sysctls()
    {
        var tables = new ReusedList<NeighbourTable>();
        Assert.Equal(Errno.Success, _route.ReadNeighbourTables(tables));

        NeighbourTable arp = Assert.Single(tables, t => t.Name == "arp_cache");
        Assert.Equal(Sysctl("gc_thresh1"), arp.Threshold1);
        Assert.Equal(Sysctl("gc_thresh2"), arp.Threshold2);
        Assert.Equal(Sysctl("gc_thresh3"), arp.Threshold3);
        Assert.Equal(0UL, arp.Overflows);

        static uint Sysctl(string name) => uint.Parse(File.ReadAllText($"/proc/sys/net/ipv4/neigh/default/{name}"), CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Records_cut_or_changed_anywhere_are_read_or_refused_without_an_exception()
    {
        var random = new Random(7);
        var link = new NetworkLink();
        var discipline = new QueueingDiscipline();
        var table = new NeighbourTable();
        var bytes = new byte[400];
        for (int round = 0; round < 50_000; round++)
        {
            random.NextBytes(bytes);
            for (int offset = 16; offset + 4 <= bytes.Length; offset += 4)
            {
                // Small lengths and known types, so that the readers get past the first attribute.
                bytes[offset] = (byte)random.Next(0, 48);
                bytes[offset + 1] = bytes[offset + 3] = 0;
            }

            ReadOnlySpan<byte> payload = bytes.AsSpan(0, random.Next(bytes.Length));
            _ = link.TryRead(payload);
            _ = discipline.TryRead(payload);
            _ = table.TryRead(payload);
        }
    }

    public void Dispose() => _route.Dispose();

    private static RouteNetlink Open()
    {
        Assert.Equal(Errno.Success, RouteNetlink.TryOpen(out RouteNetlink? route));
        return route!;
    }

    private static string Sysfs(NetworkLink link, string file) => File.ReadAllText($"/sys/class/net/{link.Name}/{file}").Trim();

    private static Dictionary<string, ulong[]> ProcNetDev() =>
        File.ReadLines("/proc/net/dev").Skip(2).Select(l => l.Split(':')).ToDictionary(
            p => p[0].Trim(),
            p => p[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => ulong.Parse(n, CultureInfo.InvariantCulture)).ToArray(),
            StringComparer.Ordinal);

    private static List<string> TrafficControl()
    {
        var found = new List<string>();
        foreach (string line in ProgramRun.Of("tc", "-s", "qdisc", "show").Checked().Output.Split('\n'))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (line.StartsWith("qdisc", StringComparison.Ordinal))
                found.Add(string.Join(' ', words[..5]));
            else if (words.Length > 6 && words[0] == "Sent")
                found[^1] += $" drops {words[6].TrimEnd(',')}";
        }

        return found;
    }
}

using System.Net;
using Sonde.Diagnosis.Observations;
using Sonde.Linux.Netlink;
using Sonde.Proc.Processes;

namespace Sonde.Diagnosis.Surveys;

/// <summary>Looks into the established TCP connections once, at the end: whose buffers are full, and which paths have become slow.</summary>
internal static class ConnectionSurveyor
{
    /// <summary>More connections than this cost more to list than they tell.</summary>
    public const int LargestCount = 5_000;

    private const uint LongQueueBytes = 64 * 1024;
    private const int LargestGroupCount = 5;
    private static readonly TimeSpan OwnerTimeLimit = TimeSpan.FromMilliseconds(100);

    /// <summary>Adds what the connections show to <paramref name="survey"/>.</summary>
    /// <param name="survey">The survey so far.</param>
    /// <param name="diagnostics">Where sockets are listed.</param>
    /// <param name="owners">Who holds them.</param>
    /// <param name="window">The window's length: connections that got no answer inside it keep old times.</param>
    public static SocketSurvey Add(SocketSurvey survey, SocketDiagnostics diagnostics, SocketOwners owners, TimeSpan window)
    {
        List<(SocketQueue Queue, uint Inode)> queues = [];
        List<(string Peer, double Now, double Least)> inflated = [];
        foreach (InternetFamily family in (ReadOnlySpan<InternetFamily>)[InternetFamily.IPv4, InternetFamily.IPv6])
        {
            InternetSocketDump dump = diagnostics.Dump(family, TransportProtocol.Tcp, SocketStates.Established | SocketStates.CloseWait, SocketDetails.TcpInformation);
            while (dump.MoveNext())
            {
                InternetSocket socket = dump.Current;
                if (socket.ReceiveQueue >= LongQueueBytes || socket.SendQueue >= LongQueueBytes)
                    queues.Add((QueueOf(socket), socket.Inode));
                // Within this machine a round trip is the time until the other program gets a CPU.
                if (!IPAddress.IsLoopback(socket.RemoteAddress.ToIPAddress()) && socket.TryGetTcpInformation(out TcpInformation information) && IsInflated(information, window, out double now, out double least))
                    inflated.Add((socket.RemoteAddress.ToIPAddress().ToString(), now, least));
            }
        }

        var longest = queues.OrderByDescending(q => q.Queue.ReceiveBytes + q.Queue.SendBytes).Take(LargestGroupCount).ToList();
        owners.Find(longest.Select(q => (ulong)q.Inode), OwnerTimeLimit);
        return survey with
        {
            LongestQueues = [.. longest.Select(q => q.Queue with { Owner = owners[q.Inode] is { } owner ? new SocketHolder(owner.Process.Pid, owner.ProcessName) : null })],
            InflatedPaths =
            [
                .. inflated.GroupBy(i => i.Peer).OrderByDescending(g => g.Count()).Take(LargestGroupCount)
                    .Select(g => new InflatedPath(g.Key, g.Count(), g.Average(i => i.Now), g.Average(i => i.Least))),
            ],
        };
    }

    private static SocketQueue QueueOf(in InternetSocket socket) => new(
        new IPEndPoint(socket.LocalAddress.ToIPAddress(), socket.LocalPort).ToString(),
        new IPEndPoint(socket.RemoteAddress.ToIPAddress(), socket.RemotePort).ToString(),
        socket.ReceiveQueue,
        socket.SendQueue,
        null);

    private static bool IsInflated(in TcpInformation information, TimeSpan window, out double now, out double least)
    {
        now = information.RoundTripTime.TotalMilliseconds;
        least = information.MinimumRoundTripTime?.TotalMilliseconds ?? double.NaN;
        return information.BytesAcknowledged > 0 && information.SinceLastAcknowledgement <= window && information.SinceLastSend <= window
            && now >= least * Thresholds.Net.RttInflationFactor && now - least >= Thresholds.Net.RttInflationMilliseconds;
    }
}

using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Reports;

namespace Sonde.Incidents.Tests;

/// <summary>Faults of sockets and interfaces.</summary>
public sealed class NetworkIncidentTests(IncidentLab lab)
{
    [Fact]
    public void A_server_that_does_not_accept_is_named() => lab.Prove(new("listen-overflow", FindingIds.Net.ListenOverflow)
    {
        Severity = Severity.Critical,
    });

    [Fact]
    public void A_listener_whose_handshakes_never_end_is_named() => lab.Prove(new("syn-backlog", FindingIds.Net.SynBacklog));

    [Fact]
    public void A_client_that_leaves_its_ports_waiting_is_named() => lab.Prove(new("time-wait", FindingIds.Net.TimeWaitBuildup));

    [Fact]
    public void A_server_that_never_closes_is_named() => lab.Prove(new("close-wait", FindingIds.Net.CloseWaitLeak)
    {
        Severity = Severity.Critical,
    });

    [Fact]
    public void A_client_that_holds_every_port_is_named() => lab.Prove(new("port-exhaustion", FindingIds.Net.PortExhaustion)
    {
        Severity = Severity.Critical,
        InNetworkNamespace = true,
    });

    [Fact]
    public void A_client_whose_connections_are_refused_is_seen() => lab.Prove(new("connect-refused", FindingIds.Net.ConnectionRefused));

    [Fact]
    public void A_socket_that_nobody_reads_is_named() => lab.Prove(new("udp-overflow", FindingIds.Net.UdpBufferErrors)
    {
        Severity = Severity.Critical,
    });

    [Fact]
    public void An_interface_whose_queue_overflows_is_named() => lab.Prove(new("qdisc-drops", FindingIds.Net.TransmitDrops)
    {
        Severity = Severity.Critical,
        Culprit = Culprit.Interface("sonde-qdisc"),
    });

    [Fact]
    public void An_interface_that_drops_what_it_sends_is_named() => lab.Prove(new("tx-drops", FindingIds.Net.TransmitDrops)
    {
        Severity = Severity.Critical,
        Culprit = Culprit.Interface("sonde-tx"),
    });

    [Fact]
    public void An_interface_that_drops_what_it_receives_is_named() => lab.Prove(new("rx-drops", FindingIds.Net.ReceiveDrops)
    {
        Severity = Severity.Critical,
        Culprit = Culprit.Interface("sonde-rx"),
    });
}

using Sonde.Diagnosis.Rules;
using Sonde.Diagnosis.Rules.Network;

namespace Sonde.Diagnosis;

public static partial class RuleBook
{
    // Softnet asks whether an interface loses packets, and the questions ask what the others found.
    private static IReadOnlyList<Rule> Network =>
    [
        new InterfaceErrorsRule(),
        new InterfaceDropsRule(),
        new InterfaceSaturatedRule(),
        new SoftnetRule(),
        new RetransmitsRule(),
        new ListenOverflowRule(),
        new SynBacklogRule(),
        new UdpBufferErrorsRule(),
        new PortsRule(),
        new CloseWaitLeakRule(),
        new ConntrackFullRule(),
        new ZeroWindowRule(),
        new ConnectionsRule(),
        new TcpMemoryRule(),
        new RttInflationRule(),
        new NetworkChecklistRule(),
    ];
}

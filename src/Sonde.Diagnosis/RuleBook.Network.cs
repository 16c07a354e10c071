using Sonde.Diagnosis.Rules.Network;
using Sonde.Diagnosis.Rules;

namespace Sonde.Diagnosis;

public static partial class RuleBook
{
    // Softnet asks whether an interface loses packets, and the questions ask what the others found.
    private static IReadOnlyList<Rule> Network =>
    [
        new InterfaceErrors(),
        new InterfaceDrops(),
        new InterfaceSaturated(),
        new Softnet(),
        new Retransmits(),
        new ListenOverflow(),
        new SynBacklog(),
        new UdpBufferErrors(),
        new Ports(),
        new CloseWaitLeak(),
        new ConntrackFull(),
        new ZeroWindow(),
        new Connections(),
        new TcpMemory(),
        new RttInflation(),
        new NetworkQuestions(),
    ];
}

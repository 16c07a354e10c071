using Sonde.Diagnosis.Reports;
using Sonde.Terminal;

namespace Sonde.Rendering;

/// <summary>Names culprits and victims.</summary>
internal static class PartyText
{
    private const int LongestName = 48;

    /// <summary>The name, with a word for what it is where that is not plain: "nginx", "cgroup /system.slice".</summary>
    internal static string Name(Party party)
    {
        string name = party.Name.Length == 0 ? "(no name)" : TextSanitizer.Clean(party.Name, LongestName);
        return party.Kind switch
        {
            PartyKind.Cgroup => "cgroup " + name,
            PartyKind.Irq => "interrupt " + name,
            PartyKind.Stack => "stack " + name,
            PartyKind.Peer => "peer " + name,
            _ => name,
        };
    }

    /// <summary>The numbers that tell it from others of the same name: "pid 812", "pid 812, tid 815"; empty where there are none.</summary>
    internal static string Ids(Party party) => (party.Pid, party.Tid) switch
    {
        ({ } pid, { } tid) => $"pid {pid}, tid {tid}",
        ({ } pid, null) => $"pid {pid}",
        (null, { } tid) => $"tid {tid}",
        _ => "",
    };

    /// <summary>Both in one: "nginx (pid 812)".</summary>
    internal static string NameWithIds(Party party) => Ids(party) is { Length: > 0 } ids ? $"{Name(party)} ({ids})" : Name(party);
}

using Sonde.Diagnosis.Reports;

namespace Sonde.Incidents.Tests;

/// <summary>The culprit that a report must name.</summary>
/// <param name="Kinds">What it may be; more than one where a process and its only thread are the same thing.</param>
/// <param name="Name">Its name, with {pid} for the fault program's process id and * for anything.</param>
/// <param name="IsProgram">True where the process id must be the fault program's.</param>
internal sealed record Culprit(PartyKind[] Kinds, string Name, bool IsProgram)
{
    /// <summary>What the report must add to the name, in the same notation.</summary>
    public string Detail { get; private init; } = "*";

    /// <summary>The fault program itself, as a process or its thread.</summary>
    public static Culprit Process(string name) => new([PartyKind.Process, PartyKind.Thread], name, IsProgram: true);

    /// <summary>A child of the fault program.</summary>
    public static Culprit Child(string name) => new([PartyKind.Process, PartyKind.Thread], name, IsProgram: false);

    /// <summary>A control group that the fault program made.</summary>
    public static Culprit Cgroup(string name) => new([PartyKind.Cgroup], name, IsProgram: false);

    /// <summary>A block device.</summary>
    public static Culprit Device(string name) => new([PartyKind.Device], name, IsProgram: false);

    /// <summary>The file system that the fault program mounted from a file.</summary>
    public static Culprit FileSystem() => new([PartyKind.Device], "*/sonde-fault-{pid}/mnt", IsProgram: false);

    /// <summary>A network interface.</summary>
    public static Culprit Interface(string name) => new([PartyKind.Interface], name, IsProgram: false);

    /// <summary>True where <paramref name="party"/> is it.</summary>
    public bool Is(Party party, int pid) =>
        Kinds.Contains(party.Kind) && (!IsProgram || party.Pid == pid) && Matches(party.Name, Name, pid) && Matches(party.Detail ?? "", Detail, pid);

    private static bool Matches(string name, string pattern, int pid)
    {
        pattern = pattern.Replace("{pid}", $"{pid}", StringComparison.Ordinal);
        int star = pattern.IndexOf('*', StringComparison.Ordinal);
        return star < 0
            ? name == pattern
            : name.Length >= pattern.Length - 1 && name.StartsWith(pattern[..star], StringComparison.Ordinal)
                && name.EndsWith(pattern[(star + 1)..], StringComparison.Ordinal);
    }
}

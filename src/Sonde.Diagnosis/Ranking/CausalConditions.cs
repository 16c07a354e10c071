using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Ranking;

/// <summary>
/// What must be true of a cause and a symptom beside their ids. That two findings are about one process must show: most processes have nothing to do with
/// each other. Devices, interfaces and groups are few, so there a finding that names none does not contradict.
/// </summary>
public static class CausalConditions
{
    /// <summary>The evidence of task.blocked that says how many of the blocked tasks wait for storage rather than for a lock, a child or a frozen file system.</summary>
    public const string StorageWaits = "blocked tasks waiting for storage";

    /// <summary>The evidence of net.udp-buffer-errors that is there where datagrams were refused on their way out, not on their way in.</summary>
    public const string RefusedSends = "datagrams refused on their way out";

    /// <summary>The symptom's datagrams were refused on their way out.</summary>
    public static bool IsSending(Finding cause, Finding symptom) => symptom.Evidence.Any(e => e.Metric == RefusedSends);

    /// <summary>The symptom's datagrams were lost on their way in, and the two findings name a process in common.</summary>
    public static bool IsReceivingSameProcess(Finding cause, Finding symptom) => !IsSending(cause, symptom) && SameProcess(cause, symptom);

    /// <summary>The evidence of a growing process that says how much memory the machine had left at the least, percent.</summary>
    public const string AvailableMemory = "available memory, lowest";

    /// <summary>The two findings name a process in common, be it as culprit or as victim.</summary>
    public static bool SameProcess(Finding cause, Finding symptom) => Pids(All(cause)).Overlaps(Pids(All(symptom)));

    /// <summary>The two findings have a culprit process in common.</summary>
    public static bool SameCulprit(Finding cause, Finding symptom) => Pids(cause.Culprits).Overlaps(Pids(symptom.Culprits));

    /// <summary>The two findings have different culprit processes: the exact opposite of <see cref="SameCulprit"/>.</summary>
    public static bool OtherCulprit(Finding cause, Finding symptom) => !SameCulprit(cause, symptom);

    /// <summary>The two findings name a block device in common, a partition counting as its disk.</summary>
    public static bool SameDevice(Finding cause, Finding symptom)
    {
        List<string> causes = Devices(cause);
        List<string> symptoms = Devices(symptom);
        return causes.Count == 0 || symptoms.Count == 0 || causes.Exists(a => symptoms.Exists(b => IsPartOf(a, b) || IsPartOf(b, a)));
    }

    /// <summary>The two findings name a control group in common.</summary>
    public static bool SameCgroup(Finding cause, Finding symptom) => Agree(Cgroups(cause), Cgroups(symptom));

    /// <summary>The two findings name a network interface in common.</summary>
    public static bool SameInterface(Finding cause, Finding symptom) => Agree(Names(cause, PartyKind.Interface), Names(symptom, PartyKind.Interface));

    /// <summary>The symptom's blocked tasks wait for storage. A symptom without that evidence says nothing else.</summary>
    public static bool WaitsForStorage(Finding cause, Finding symptom) =>
        symptom.Evidence.FirstOrDefault(e => e.Metric == StorageWaits) is not { } evidence || evidence.Value > 0;

    /// <summary>The growing process left the machine little memory. A cause without that evidence may have.</summary>
    public static bool MachineIsShortOfMemory(Finding cause, Finding symptom) =>
        cause.Evidence.FirstOrDefault(e => e.Metric == AvailableMemory) is not { } evidence || evidence.Value < Thresholds.Memory.AvailablePercent;

    private static IEnumerable<Party> All(Finding finding) => finding.Culprits.Concat(finding.Victims);

    private static HashSet<int> Pids(IEnumerable<Party> parties) => [.. parties.Select(p => p.Pid).OfType<int>()];

    private static HashSet<string> Names(Finding finding, PartyKind kind) =>
        new(All(finding).Where(p => p.Kind == kind).Select(p => p.Name), StringComparer.Ordinal);

    private static HashSet<string> Cgroups(Finding finding) =>
        new(All(finding).Select(p => p.Kind == PartyKind.Cgroup ? p.Name : p.Cgroup).OfType<string>(), StringComparer.Ordinal);

    private static List<string> Devices(Finding finding) =>
        [.. Names(finding, PartyKind.Device).Select(n => n.StartsWith("/dev/", StringComparison.Ordinal) ? n["/dev/".Length..] : n)];

    private static bool Agree<T>(HashSet<T> a, HashSet<T> b) => a.Count == 0 || b.Count == 0 || a.Overlaps(b);

    // sda2 is part of sda, nvme0n1p2 of nvme0n1; sdaa and nvme0n12 are other disks. Source: block/partitions/core.c, which puts a p after a digit.
    private static bool IsPartOf(string part, string disk)
    {
        if (!part.StartsWith(disk, StringComparison.Ordinal))
            return false;
        ReadOnlySpan<char> rest = part.AsSpan(disk.Length);
        if (rest.IsEmpty)
            return true;
        if (disk.Length > 0 && char.IsAsciiDigit(disk[^1]))
        {
            if (rest[0] != 'p')
                return false;
            rest = rest[1..];
        }

        return !rest.IsEmpty && !rest.ContainsAnyExceptInRange('0', '9');
    }
}

using System.Globalization;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Memory;

/// <summary>What the rules for limited groups share: how groups contain each other, who is in them, and the commands that look at them and change them.</summary>
internal static class CgroupMemory
{
    private static readonly string[] UnitTypes = [".service", ".scope", ".slice"];

    /// <summary>True where <paramref name="path"/> is <paramref name="above"/> or a group below it.</summary>
    public static bool IsIn(string path, string above) => path == above || path.StartsWith(above.TrimEnd('/') + "/", StringComparison.Ordinal);

    /// <summary>
    /// What happened in the group itself. The events of version 2 include those of the groups below: what the nearest of them counted is taken off.
    /// NaN where it was not counted.
    /// </summary>
    public static double Own(CgroupSurvey survey, CgroupUsage group, Func<CgroupUsage, double> count)
    {
        if (!IsVersion2(survey))
            return count(group);
        List<CgroupUsage> below = [.. survey.Groups.Where(g => g.Path != group.Path && IsIn(g.Path, group.Path) && count(g) > 0)];
        double counted = below.Where(g => !below.Exists(between => between.Path != g.Path && IsIn(g.Path, between.Path))).Sum(count);
        return Math.Max(0, count(group) - counted);
    }

    /// <summary>The limited group with the least room that a process is in: its limit may be what drives the process's pages out. Null where there is none.</summary>
    public static CgroupUsage? LimitedGroupOf(Observation observation, int? pid) =>
        observation.Cgroups.Groups.Where(g => g.MemoryLimitBytes > 0 && pid is { } p && g.Members.Contains(p)).OrderBy(g => g.MemoryLimitBytes - g.WorkingSetBytes).FirstOrDefault();

    /// <summary>Its largest processes.</summary>
    public static IReadOnlyList<Party> LargestMembers(Observation observation, CgroupUsage? group, Func<TaskRates, double?> share, int most) =>
    [
        .. (group?.Members ?? []).Select(observation.FindTask).OfType<TaskRates>().Where(t => !t.HasExited).OrderByDescending(t => t.ResidentKibibytes).Take(most)
            .Select(t => Parties.Process(t, share(t), $"{t.ResidentKibibytes / 1024:N0} MiB resident") with { Cgroup = group!.Path }),
    ];

    /// <summary>How to see what fills the group.</summary>
    public static NextStep Look(Observation observation, string path)
    {
        string fields = IsVersion2(observation.Cgroups) ? "^(anon|file|shmem|slab|sock) " : "^total_(rss|cache|shmem|swap) ";
        return new($"grep -E '{fields}' {Directory(observation, path)}/memory.stat", "which part of the group's memory it is");
    }

    /// <summary>Raises the group's limit by half, by systemd where the group is a unit, and back.</summary>
    public static Fix Raise(Observation observation, string path, double limitBytes)
    {
        const string Action = "Raise the group's limit, if the machine has room";
        const string Risk = "less memory for others";
        if (!(limitBytes > 0))
            return new(Action, Risk);
        long now = (long)limitBytes;
        long raised = (long)(limitBytes * 1.5);
        string unit = path[(path.LastIndexOf('/') + 1)..];
        if (UnitTypes.Any(type => unit.EndsWith(type, StringComparison.Ordinal)))
            return new(Action, Risk, SetUnit(unit, raised), SetUnit(unit, now));
        string file = $"{Directory(observation, path)}/{(IsVersion2(observation.Cgroups) ? "memory.max" : "memory.limit_in_bytes")}";
        return new(Action, Risk, string.Create(CultureInfo.InvariantCulture, $"echo {raised} > {file}"), string.Create(CultureInfo.InvariantCulture, $"echo {now} > {file}"));
    }

    private static string SetUnit(string unit, long bytes) => string.Create(CultureInfo.InvariantCulture, $"systemctl set-property --runtime -- {Wording.Quote(unit)} MemoryMax={bytes}");

    private static bool IsVersion2(CgroupSurvey survey) => survey.Hierarchy == "v2";

    private static string Directory(Observation observation, string path) => Wording.Quote((IsVersion2(observation.Cgroups) ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory") + path.TrimEnd('/'));
}

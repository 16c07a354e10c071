using System.Globalization;

namespace Sonde.Diagnosis.Reports.Rendering;

/// <summary>The sentences that every surface uses, so that a ticket, a page and a terminal say the same. Names are raw: surfaces escape them.</summary>
public static class ReportPhrases
{
    /// <summary>The verdict as a word: CRITICAL, WARNING, OK, UNKNOWN.</summary>
    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Critical => "CRITICAL",
        Verdict.Warning => "WARNING",
        Verdict.Healthy => "OK",
        _ => "UNKNOWN",
    };

    /// <summary>The severity as a word: CRITICAL, WARNING, note.</summary>
    public static string Word(Severity severity) => severity switch
    {
        Severity.Critical => "CRITICAL",
        Severity.Warning => "WARNING",
        _ => "note",
    };

    /// <summary>The finding whose title is the report's headline: the first root cause among the worst; null where there is nothing above info.</summary>
    public static Finding? HeadlineFinding(Report report)
    {
        if (report.Findings.Count == 0 || report.Findings.Max(finding => finding.Severity) is not (> Severity.Info and var worst))
            return null;
        return new FindingTree(report.Findings).Roots.FirstOrDefault(root => root.Severity == worst)
            ?? report.Findings.First(finding => finding.Severity == worst);
    }

    /// <summary>The report in one sentence.</summary>
    public static string Headline(Report report)
    {
        if (HeadlineFinding(report) is { } worst)
            return worst.Title;
        string machine = $"{report.Host.Hostname} ({Machine(report.Host)})";
        return ReportVerdict.Of(report) == Verdict.Healthy
            ? $"No problem found in {Seconds(report.Window.Seconds)} on {machine}"
            : $"Too little could be seen on {machine} to say whether it is well";
    }

    /// <summary>What machine it is: "2 CPUs, 23.4 GiB, kernel 6.18.44".</summary>
    public static string Machine(HostDescription host)
    {
        List<string> parts = [];
        if (host.Cpus is { } cpus)
            parts.Add(UnitFormat.Format(cpus, "CPUs"));
        if (host.MemoryBytes is { } memory)
            parts.Add(UnitFormat.Format(memory, "bytes"));
        if (host.NumaNodes is > 1 and { } nodes)
            parts.Add($"{nodes} NUMA nodes");
        parts.Add("kernel " + host.Kernel);
        return string.Join(", ", parts);
    }

    /// <summary>How many findings of each severity: "1 critical", "2 warnings".</summary>
    public static IReadOnlyList<string> Counts(IReadOnlyList<Finding> findings)
    {
        List<string> parts = [];
        Add(findings.Count(finding => finding.Severity == Severity.Critical), "critical", "critical");
        Add(findings.Count(finding => finding.Severity == Severity.Warning), "warning", "warnings");
        Add(findings.Count(finding => finding.Severity == Severity.Info), "note", "notes");
        return parts;

        void Add(int count, string one, string many)
        {
            if (count > 0)
                parts.Add($"{count} {(count == 1 ? one : many)}");
        }
    }

    /// <summary>How sure the rule is: "95 % sure", "certain".</summary>
    public static string Confidence(Finding finding) => Math.Round(finding.Confidence * 100) switch
    {
        >= 100 => "certain",
        > 0 and var percent => $"{percent:0} % sure",
        _ => "a guess",
    };

    /// <summary>The value against its threshold, as a fact whichever way round the rule compares: "over 90 %"; empty where there is none.</summary>
    public static string Comparison(Evidence evidence)
    {
        if (evidence.Threshold is not { } threshold || !double.IsFinite(threshold) || !double.IsFinite(evidence.Value))
            return "";
        string relation = evidence.Value > threshold ? "over" : evidence.Value < threshold ? "below" : "at";
        return $"{relation} {UnitFormat.FormatBare(threshold, evidence.Unit)}";
    }

    /// <summary>The largest value inside the window; empty where it reads the same as the value itself.</summary>
    public static string Peak(Metric metric)
    {
        string peak = metric.Max is { } max ? UnitFormat.Format(max, metric.Unit) : "";
        return metric.Value is { } value && UnitFormat.Format(value, metric.Unit) == peak ? "" : peak;
    }

    /// <summary>The name, with a word for what it is where that is not plain: "nginx", "cgroup /system.slice".</summary>
    public static string Name(Party party) => KindWord(party) + (party.Name.Length == 0 ? "(no name)" : party.Name);

    /// <summary>A word for what it is where the name does not tell: "cgroup "; else empty.</summary>
    public static string KindWord(Party party) => party.Kind switch
    {
        PartyKind.Cgroup => "cgroup ",
        PartyKind.Irq => "interrupt ",
        PartyKind.Stack => "stack ",
        PartyKind.Peer => "peer ",
        _ => "",
    };

    /// <summary>The numbers that tell it from others of the same name: "pid 812", "pid 812, tid 815"; empty where there are none.</summary>
    public static string Ids(Party party) => (party.Pid, party.Tid) switch
    {
        ({ } pid, { } tid) => $"pid {pid}, tid {tid}",
        ({ } pid, null) => $"pid {pid}",
        (null, { } tid) => $"tid {tid}",
        _ => "",
    };

    /// <summary>The share from 0 to 1, or null where there is none.</summary>
    public static double? Share(Party party) => party.Share is { } share && double.IsFinite(share) ? Math.Clamp(share, 0, 1) : null;

    /// <summary>A share in whole percent.</summary>
    public static string SharePercent(double share) => UnitFormat.Percent(Math.Round(share * 100));

    /// <summary>What a fix does, as a sentence: something may follow it.</summary>
    public static string Action(Fix fix) => fix.Action.Length == 0 || fix.Action[^1] is '.' or '!' or '?' ? fix.Action : fix.Action + ".";

    /// <summary>What can go wrong with a fix, as a sentence; empty where nothing can.</summary>
    public static string Risk(Fix fix) => fix.Risk is { Length: > 0 } and not "none" ? $"Risk: {fix.Risk.TrimEnd('.')}." : "";

    /// <summary>When and how long was looked, and what that cost.</summary>
    public static string Observation(Report report)
    {
        ObservationWindow window = report.Window;
        ObservationCost cost = report.Cost;
        string share = window.Seconds > 0 ? $" ({UnitFormat.Percent(cost.CpuSeconds / window.Seconds * 100)} of one CPU)" : "";
        string from = window.Start is { } start ? $" from {start.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)}" : "";
        return $"Observed {Seconds(window.Seconds)} in {UnitFormat.Format(window.Samples, "samples")}{from}; "
            + $"cost {UnitFormat.Duration(cost.CpuSeconds)} of CPU time{share} and {UnitFormat.Format(cost.PeakRssBytes, "bytes")} of memory";
    }

    /// <summary>What was lost while looking; empty where nothing was.</summary>
    public static string Lost(Report report) => report.Cost.EventsLost > 0 ? UnitFormat.Format(report.Cost.EventsLost, "events") + " lost" : "";

    /// <summary>The length of the window: "5.0 s", "3 min 20 s".</summary>
    public static string Seconds(double seconds) => seconds < 120 ? seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s" : UnitFormat.Duration(seconds);
}

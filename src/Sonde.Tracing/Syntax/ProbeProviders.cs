namespace Sonde.Tracing.Syntax;

/// <summary>The providers of attach points: canonical names, short names and the names of earlier releases.</summary>
public static class ProbeProviders
{
    private static readonly Dictionary<string, string> CanonicalNames = new()
    {
        ["k"] = "kprobe",
        ["kr"] = "kretprobe",
        ["f"] = "fentry",
        ["fr"] = "fexit",
        ["kfunc"] = "fentry",
        ["kretfunc"] = "fexit",
        ["t"] = "tracepoint",
        ["rt"] = "rawtracepoint",
        ["u"] = "uprobe",
        ["ur"] = "uretprobe",
        ["U"] = "usdt",
        ["p"] = "profile",
        ["i"] = "interval",
        ["s"] = "software",
        ["h"] = "hardware",
        ["w"] = "watchpoint",
        ["aw"] = "asyncwatchpoint",
        ["it"] = "iter",
    };

    /// <summary>The canonical names, in the order of the manual.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "begin", "end", "self", "test", "bench", "kprobe", "kretprobe", "fentry", "fexit", "tracepoint", "rawtracepoint", "uprobe", "uretprobe", "usdt",
        "profile", "interval", "software", "hardware", "watchpoint", "asyncwatchpoint", "iter",
    ];

    /// <summary>
    /// The canonical name for a name as written: short and earlier names are replaced, case does not matter (but <c>U</c> is usdt and <c>u</c> uprobe). A
    /// pattern (<c>*</c>) stays as it is. Null if there is no such provider.
    /// </summary>
    public static string? Canonical(string written)
    {
        if (CanonicalNames.TryGetValue(written, out var exact))
            return exact;

        var lower = written.ToLowerInvariant();
        if (CanonicalNames.TryGetValue(lower, out var known))
            return known;

        return Names.Contains(lower) || (lower.Length > 0 && lower.AsSpan().ContainsAny('*', '?')) ? lower : null;
    }

    /// <summary>Whether a slash can stand in the attach points of a provider, as written; also true where there is no such provider.</summary>
    public static bool TakesPath(string written) =>
        Canonical(written) is null or "uprobe" or "uretprobe" or "usdt" or "iter" or "watchpoint" or "asyncwatchpoint" || written.Contains('*');

    /// <summary>"did you mean 'kprobe'?" for a name that is near one of a provider; null if none is.</summary>
    public static string? Hint(string written) => NearestName.Hint(written, Names.Concat(CanonicalNames.Keys.Where(name => name.Length > 2)));
}

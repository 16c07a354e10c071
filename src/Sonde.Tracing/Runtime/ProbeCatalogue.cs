using System.Globalization;
using Sonde.Binary.Btf;
using Sonde.Bpf.Features;
using Sonde.Proc;
using Sonde.Proc.Tracing;
using Sonde.Symbols;
using Sonde.Tracing.Binding;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Runtime;

/// <summary>What can be attached to on this machine: tracepoints of tracefs, types of BTF, functions of files, clocks and events.</summary>
/// <param name="kernel">The kernel's types.</param>
/// <param name="parameters">$1 and on, which attach points may hold.</param>
public sealed partial class ProbeCatalogue(KernelTypes kernel, IReadOnlyList<string> parameters) : IProbeCatalogue
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly Lazy<TracingDirectory?> _tracing = new(() => TracingDirectory.Find(LinuxRoot.Live, out _));
    private IReadOnlyList<string>? _tracepoints;

    /// <inheritdoc/>
    public IReadOnlyList<ProbeTarget> Resolve(AttachPoint point, List<Diagnostic> problems)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(problems);
        if (point.Alternatives.Count == 0)
            return Find(point, problems);
        // The first that is there and that this kernel allows; what it would not allow is said only where nothing else is left.
        List<Diagnostic> own = [];
        foreach (AttachPoint alternative in point.Alternatives.Prepend(point))
        {
            if (Find(alternative, own) is { Count: > 0 } found && IsAllowed(found[0]))
                return found;
        }

        return own.Count == 0 ? Find(point, problems) : Wrong(point, problems, "none of the alternatives is there", string.Join("; ", own.Select(d => d.Message)));
    }

    private IReadOnlyList<ProbeTarget> Find(AttachPoint point, List<Diagnostic> problems)
    {
        string[] parts = [.. point.Parts.Select(Substituted)];
        return point.Provider switch
        {
            "begin" => [new ProbeTarget(ProbeKind.Begin, "BEGIN", point)],
            "end" => [new ProbeTarget(ProbeKind.End, "END", point)],
            "interval" => Timer(point, parts, ProbeKind.Interval, problems),
            "profile" => Timer(point, parts, ProbeKind.Profile, problems),
            "tracepoint" => Tracepoints(point, parts, problems),
            "rawtracepoint" => RawTracepoints(point, parts, problems),
            "software" => Event(point, parts, ProbeKind.Software, problems),
            "hardware" => Event(point, parts, ProbeKind.Hardware, problems),
            "uprobe" => UserFunctions(point, parts, ProbeKind.Uprobe, problems),
            "uretprobe" => UserFunctions(point, parts, ProbeKind.Uretprobe, problems),
            "usdt" => StaticProbes(point, parts, problems),
            "kprobe" => KernelFunctions(point, parts, ProbeKind.Kprobe, problems),
            "kretprobe" => KernelFunctions(point, parts, ProbeKind.Kretprobe, problems),
            "fentry" => KernelFunctions(point, parts, ProbeKind.Fentry, problems),
            "fexit" => KernelFunctions(point, parts, ProbeKind.Fexit, problems),
            _ => Wrong(point, problems, $"{point.Provider} probes are not supported yet"),
        };
    }

    private static bool IsAllowed(ProbeTarget target) => target.Kind switch
    {
        ProbeKind.Fentry or ProbeKind.Fexit => KernelFeatures.HasFunctionTracing(target.BtfId),
        ProbeKind.Kprobe or ProbeKind.Kretprobe => KernelFeatures.HasKernelProbes,
        _ => true,
    };

    private string Substituted(string part)
    {
        for (int i = parameters.Count; i > 0; i--)
            part = part.Replace($"${i}", parameters[i - 1], StringComparison.Ordinal);
        return part;
    }

    private static IReadOnlyList<ProbeTarget> Wrong(AttachPoint point, List<Diagnostic> problems, string message, string? hint = null)
    {
        problems.Add(Diagnostic.Error(point.Span, message, hint));
        return [];
    }

    private static IReadOnlyList<ProbeTarget> Timer(AttachPoint point, string[] parts, ProbeKind kind, List<Diagnostic> problems)
    {
        string name = $"{(kind == ProbeKind.Interval ? "interval" : "profile")}:{string.Join(':', parts)}";
        (string unit, string text) = parts switch
        {
            [var one] when one.AsSpan().IndexOfAnyExceptInRange('0', '9') is > 0 and var at => (one[at..], one[..at]),
            [var u, var n] => (u, n),
            _ => ("", ""),
        };
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number <= 0)
            return Wrong(point, problems, $"{name} needs a unit and a number", "such as interval:s:1, profile:hz:99");
        long nanoseconds = unit switch
        {
            "hz" => NanosecondsPerSecond / number,
            "s" => number * NanosecondsPerSecond,
            "ms" => number * 1_000_000,
            "us" => number * 1_000,
            "m" => number * 60 * NanosecondsPerSecond,
            "h" => number * 3600 * NanosecondsPerSecond,
            _ => 0,
        };
        if (nanoseconds < 1_000)
            return Wrong(point, problems, $"{unit} is no unit, or the time is below a microsecond", "units are hz, s, ms and us");
        return [new ProbeTarget(kind, name, point) { Event = unit, Number = unit == "hz" ? number : nanoseconds }];
    }

    private IReadOnlyList<ProbeTarget> Tracepoints(AttachPoint point, string[] parts, List<Diagnostic> problems)
    {
        if (parts is not [var category, var name])
            return Wrong(point, problems, "a tracepoint is tracepoint:CATEGORY:EVENT");
        if (_tracing.Value is not { } tracing)
            return Wrong(point, problems, "tracefs is not mounted, so tracepoints cannot be found", "mount -t tracefs none /sys/kernel/tracing");
        if (!IsPattern(category) && !IsPattern(name))
        {
            return LinuxRoot.Live.Exists($"{tracing.Path}/events/{category}/{name}/id")
                ? [Tracepoint(point, tracing, category, name)]
                : Wrong(point, problems, $"there is no tracepoint {category}:{name}", NearTracepoint(tracing, category, name));
        }

        NamePattern pattern = new($"{category}:{name}");
        ProbeTarget[] targets = [.. Tracepoints(tracing).Where(t => pattern.Matches(t)).Select(t => Tracepoint(point, tracing, t[..t.IndexOf(':', StringComparison.Ordinal)], t[(t.IndexOf(':', StringComparison.Ordinal) + 1)..]))];
        return targets.Length > 0 ? targets : Wrong(point, problems, $"no tracepoint matches {category}:{name}", "sonde trace -l 'tracepoint:*' lists them");
    }

    private IReadOnlyList<string> Tracepoints(TracingDirectory tracing) => _tracepoints ??= tracing.ListTracepoints(out _);

    private ProbeTarget Tracepoint(AttachPoint point, TracingDirectory tracing, string category, string name)
    {
        Lazy<StructType?> fields = new(() => tracing.ReadFormat(category, name, out _) is { } format ? TracepointFields.Read($"{category}:{name}", format, kernel, category is "syscalls" or "raw_syscalls") : null);
        return new ProbeTarget(ProbeKind.Tracepoint, $"tracepoint:{category}:{name}", point)
        {
            Category = category,
            Event = name,
            // Only a script that uses its arguments pays for reading the format.
            Arguments = new StructType(StructKind.Struct, $"{category}:{name}", 0, 8, () => fields.Value?.Fields ?? []),
        };
    }

    private string? NearTracepoint(TracingDirectory tracing, string category, string name)
    {
        string[] names = [.. Tracepoints(tracing).Where(t => t.StartsWith(category + ":", StringComparison.Ordinal)).Select(t => t[(category.Length + 1)..])];
        return names.Length > 0 ? NearestName.Hint(name, names) : NearestName.Hint(category, Tracepoints(tracing).Select(t => t[..t.IndexOf(':', StringComparison.Ordinal)]).Distinct());
    }

    private IReadOnlyList<ProbeTarget> RawTracepoints(AttachPoint point, string[] parts, List<Diagnostic> problems)
    {
        string name = parts[^1];
        if (kernel.Image is not { } image)
            return Wrong(point, problems, "the kernel has no BTF, which raw tracepoints need here", "use tracepoint:... instead");
        if (!IsPattern(name))
        {
            return image.TryFind("btf_trace_" + name, BtfKind.Typedef, out int id)
                ? [RawTracepoint(point, image, name, id)]
                : Wrong(point, problems, $"the kernel has no raw tracepoint {name}", NearestName.Hint(name, RawTracepointNames(image)));
        }

        NamePattern pattern = new(name);
        ProbeTarget[] targets = [.. RawTracepointNames(image).Where(n => pattern.Matches(n)).Select(n => image.TryFind("btf_trace_" + n, BtfKind.Typedef, out int id) ? RawTracepoint(point, image, n, id) : null).OfType<ProbeTarget>()];
        return targets.Length > 0 ? targets : Wrong(point, problems, $"no raw tracepoint matches {name}");
    }

    private static IEnumerable<string> RawTracepointNames(BtfImage image) =>
        image.OwnTypes(BtfKind.Typedef).Select(t => t.Name).Where(n => n.StartsWith("btf_trace_", StringComparison.Ordinal)).Select(n => n["btf_trace_".Length..]);

    private ProbeTarget RawTracepoint(AttachPoint point, BtfImage image, string name, int id)
    {
        // typedef void (*btf_trace_NAME)(void *, arguments...) has no names; the function that calls the probes has.
        BtfType prototype = image.TryFind("__traceiter_" + name, BtfKind.Function, out int function)
            ? image[image.Resolve(image[function].TargetId)]
            : image[image.Resolve(image[image.Resolve(id)].TargetId)];
        return new ProbeTarget(ProbeKind.RawTracepoint, $"rawtracepoint:{name}", point)
        {
            Event = name,
            BtfId = id,
            Arguments = prototype.Kind == BtfKind.FunctionPrototype ? Parameters(name, [.. prototype.Parameters.Skip(1)]) : null,
        };
    }

    // Every argument takes eight bytes of the context.
    private StructType Parameters(string name, BtfParameter[] parameters)
    {
        StructField[] fields = [.. parameters.Select((p, i) => new StructField(p.Name.Length > 0 ? p.Name : $"arg{i}", i * 8, kernel.Convert(p.TypeId, AddressSpace.Kernel)))];
        return new StructType(StructKind.Struct, name, fields.Length * 8, 8, [.. fields]);
    }

    private static IReadOnlyList<ProbeTarget> Event(AttachPoint point, string[] parts, ProbeKind kind, List<Diagnostic> problems)
    {
        string name = parts.Length > 0 ? parts[0] : "";
        long count = 0;
        if (parts.Length > 1 && !long.TryParse(parts[1], out count))
            return Wrong(point, problems, $"{parts[1]} is no number of events");
        if (PerfEventNames.Find(kind, name) is null)
            return Wrong(point, problems, $"there is no {point.Provider} event {name}", NearestName.Hint(name, PerfEventNames.Of(kind)));
        return [new ProbeTarget(kind, $"{point.Provider}:{string.Join(':', parts)}", point) { Event = name, Number = count }];
    }

    private static bool IsPattern(string text) => !new NamePattern(text).IsLiteral;
}

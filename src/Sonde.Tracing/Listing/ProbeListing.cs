using Sonde.Binary.Btf;
using Sonde.Binary.Elf;
using Sonde.Binary.Usdt;
using Sonde.Proc;
using Sonde.Proc.Tracing;
using Sonde.Symbols;
using Sonde.Tracing.Syntax;

namespace Sonde.Tracing.Listing;

/// <summary>What probes can be attached to on this machine: <c>-l</c> and <c>-lv</c>.</summary>
public sealed class ProbeListing
{
    private const string IteratorPrefix = "bpf_iter_";
    private const string RawTracepointPrefix = "btf_trace_";
    private const string KprobeUnit = "/sys/bus/event_source/devices/kprobe";

    private static readonly string[] SoftwareEvents =
    [
        "alignment-faults", "bpf-output", "context-switches", "cpu-clock", "cpu-migrations", "dummy", "emulation-faults", "major-faults",
        "minor-faults", "page-faults", "task-clock",
    ];

    private static readonly string[] HardwareEvents =
    [
        "backend-stalls", "branch-instructions", "branch-misses", "bus-cycles", "cache-misses", "cache-references", "cpu-cycles",
        "frontend-stalls", "instructions", "ref-cycles",
    ];

    private readonly LinuxRoot _root;
    private readonly BtfImage? _kernel;
    private readonly Func<string, ElfFile?> _openBinary;

    /// <summary>A listing.</summary>
    /// <param name="root">Where /sys is.</param>
    /// <param name="kernel">The kernel's types; without them functions and iterators are not listed.</param>
    /// <param name="openBinary">Opens the program or library of an attach point; null where there is none.</param>
    public ProbeListing(LinuxRoot root, BtfImage? kernel, Func<string, ElfFile?> openBinary) => (_root, _kernel, _openBinary) = (root, kernel, openBinary);

    /// <summary>Lists what matches.</summary>
    /// <param name="pattern">
    /// An attach point with wildcards; text without colon is looked for in all names, the empty one matches all. Functions and static probes
    /// of programs are listed for <c>uprobe:PATH:NAME</c>, <c>uretprobe</c> and <c>usdt</c>; <c>struct NAME</c>, <c>union NAME</c> and <c>enum NAME</c>
    /// name types (<see cref="Definitions"/>).
    /// </param>
    /// <param name="withArguments">Whether to find the arguments, too.</param>
    /// <param name="problems">Gets why some kinds could not be listed.</param>
    public IEnumerable<ListedProbe> List(string pattern, bool withArguments, ICollection<Unavailability> problems)
    {
        var colon = pattern.IndexOf(':', StringComparison.Ordinal);
        var provider = colon < 0 ? "*" : ProviderOf(pattern[..colon]);
        var rest = colon < 0 ? "" : pattern[(colon + 1)..];
        if (provider is "uprobe" or "uretprobe" or "usdt")
            return OfBinary(provider, rest);
        NamePattern providers = new(provider);
        // A function may be named without its module.
        NamePattern whole = new(colon < 0 ? (pattern.Length == 0 ? "*" : pattern) : $"{provider}:{rest}");
        NamePattern withModule = new(colon >= 0 && !rest.Contains(':', StringComparison.Ordinal) ? $"{provider}:*:{rest}" : whole.ToString());
        return Kinds(problems)
            .Where(kind => providers.Matches(kind.Provider))
            .SelectMany(kind => kind.Probes())
            .Where(probe => whole.Matches(probe.Name) || withModule.Matches(probe.Name) || whole.Matches(probe.Name.AsSpan().TrimEnd(':')))
            .Select(probe => new ListedProbe(probe.Name, withArguments ? [.. probe.Arguments()] : []));
    }

    /// <summary>The definitions of the types that <c>struct NAME</c>, <c>union NAME</c> or <c>enum NAME</c> names, wildcards allowed, as C.</summary>
    /// <param name="keyword">struct, union or enum.</param>
    /// <param name="name">The name or pattern.</param>
    public IEnumerable<string> Definitions(string keyword, string name)
    {
        if (_kernel is null)
            return [];
        BtfKind[] kinds = keyword switch
        {
            "enum" => [BtfKind.Enumeration, BtfKind.Enumeration64],
            "union" => [BtfKind.Union],
            _ => [BtfKind.Struct],
        };
        NamePattern pattern = new(name);
        return kinds.SelectMany(_kernel.OwnTypes)
            .Where(type => !type.NameBytes.IsEmpty && pattern.Matches(type.Name))
            .Select(type => CTypeText.Definition(_kernel, type.Id));
    }

    private static string ProviderOf(string text) => ProbeProviders.Canonical(text) ?? text;

    private IEnumerable<(string Provider, Func<IEnumerable<ProbeCandidate>> Probes)> Kinds(ICollection<Unavailability> problems)
    {
        yield return ("fentry", () => Functions("fentry", BtfKind.Function, "", withResult: false));
        yield return ("fexit", () => Functions("fexit", BtfKind.Function, "", withResult: true));
        yield return ("hardware", () => HardwareEvents.Select(name => ProbeCandidate.WithoutArguments($"hardware:{name}:")));
        yield return ("iter", () => Functions("iter", BtfKind.Function, IteratorPrefix, withResult: false));
        yield return ("kprobe", () => KprobeFunctions("kprobe", problems));
        yield return ("kretprobe", () => KprobeFunctions("kretprobe", problems));
        yield return ("rawtracepoint", () => Functions("rawtracepoint", BtfKind.Typedef, RawTracepointPrefix, withResult: false));
        yield return ("software", () => SoftwareEvents.Select(name => ProbeCandidate.WithoutArguments($"software:{name}:")));
        yield return ("tracepoint", () => Tracepoints(problems));
    }

    private IEnumerable<ProbeCandidate> Tracepoints(ICollection<Unavailability> problems)
    {
        TracingDirectory? directory = TracingDirectory.Find(_root, out Unavailability? reason);
        IReadOnlyList<string> names = directory?.ListTracepoints(out reason) ?? [];
        if (reason is not null)
            problems.Add(reason);
        return names.Select(name => new ProbeCandidate($"tracepoint:{name}", Arguments(name)));

        Func<IEnumerable<string>> Arguments(string name) => () =>
        {
            var colon = name.IndexOf(':', StringComparison.Ordinal);
            TracepointFormat? format = directory!.ReadFormat(name[..colon], name[(colon + 1)..], out _);
            return format is null ? [] : format.Fields.Where(item => !item.IsCommon).Select(item => item.Declaration);
        };
    }

    private IEnumerable<ProbeCandidate> Functions(string provider, BtfKind kind, string prefix, bool withResult)
    {
        if (_kernel is null)
            return [];
        // An iterator is a function bpf_iter_task, and a raw tracepoint a type btf_trace_sched_switch.
        var module = provider == "iter" ? "" : "vmlinux:";
        var skipsPrefixed = prefix.Length == 0;
        return _kernel.OwnTypes(kind)
            .Select(type => (type.Id, type.Name))
            .Where(type => skipsPrefixed ? !type.Name.StartsWith(IteratorPrefix, StringComparison.Ordinal) : type.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(type => (Name: type.Name[prefix.Length..], type.Id))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => new ProbeCandidate($"{provider}:{module}{type.Name}", () => Parameters(type.Id, withResult)));
    }

    private IEnumerable<string> Parameters(int typeId, bool withResult)
    {
        BtfType type = _kernel![typeId];
        // The type of a raw tracepoint has no names, its function has; the first parameter is its own data.
        var skipped = type.Kind == BtfKind.Typedef ? 1 : 0;
        if (skipped > 0 && _kernel.TryFind($"__traceiter_{type.Name[RawTracepointPrefix.Length..]}", BtfKind.Function, out var function))
            type = _kernel[function];
        while (type.Kind is BtfKind.Function or BtfKind.Typedef or BtfKind.Pointer)
            type = _kernel[type.TargetId];
        foreach (BtfParameter parameter in type.Parameters.Skip(skipped))
            if (!parameter.IsVariadic)
                yield return CTypeText.Argument(_kernel, parameter.TypeId, parameter.Name);
        if (withResult && _kernel[type.TargetId].Kind != BtfKind.Void)
            yield return CTypeText.Argument(_kernel, type.TargetId, "retval");
    }

    private IEnumerable<ProbeCandidate> KprobeFunctions(string provider, ICollection<Unavailability> problems)
    {
        if (!_root.Exists(KprobeUnit))
        {
            problems.Add(new(provider, "this kernel has no kprobes", "needs a kernel with CONFIG_KPROBES; fentry or tracepoint may do instead"));
            return [];
        }

        TracingDirectory? directory = TracingDirectory.Find(_root, out Unavailability? reason);
        IReadOnlyList<string> names = directory?.ListFunctions(out reason) ?? [];
        if (reason is not null)
            problems.Add(reason);
        return names.Select(name => ProbeCandidate.WithoutArguments($"{provider}:{name}"));
    }

    private IEnumerable<ListedProbe> OfBinary(string provider, string rest)
    {
        // A path has no colon here, and a name of C++ may have two.
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        var path = colon < 0 ? rest : rest[..colon];
        NamePattern pattern = new(colon < 0 ? "*" : rest[(colon + 1)..]);
        ElfFile? binary = _openBinary(path);
        if (binary is null)
            return [];
        IEnumerable<string> names = provider == "usdt"
            ? UsdtProbes.Read(binary).Where(probe => pattern.Matches(probe.Name) || pattern.Matches($"{probe.Provider}:{probe.Name}")).Select(probe => $"{probe.Provider}:{probe.Name}")
            : FunctionNames(binary).Where(name => pattern.Matches(name));
        return names.Distinct().Order(StringComparer.Ordinal).Select(name => new ListedProbe($"{provider}:{path}:{name}", []));
    }

    private static IEnumerable<string> FunctionNames(ElfFile binary)
    {
        for (var i = 0; i < binary.Symbols.Count; i++)
            if (binary.Symbols[i].IsFunction && binary.Symbols[i].Address != 0)
                yield return binary.Symbols[i].Name;
    }
}

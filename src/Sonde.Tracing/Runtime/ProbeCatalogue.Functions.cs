using Sonde.Binary.Btf;
using Sonde.Binary.Elf;
using Sonde.Binary.Usdt;
using Sonde.Proc;
using Sonde.Symbols;
using Sonde.Symbols.Files;
using Sonde.Tracing.Binding;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Runtime;

public sealed partial class ProbeCatalogue
{
    private static readonly string[] ProgramDirectories = ["/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin"];
    private static readonly FileTree Machine = new(LinuxRoot.Live);
    private static readonly ExecutableFinder Finder = new(LinuxRoot.Live, ProgramDirectories);

    private readonly Dictionary<string, SymbolFile> _files = new(StringComparer.Ordinal);

    private IReadOnlyList<ProbeTarget> UserFunctions(AttachPoint point, string[] parts, ProbeKind kind, List<Diagnostic> problems)
    {
        if (parts.Length < 2)
            return Wrong(point, problems, $"a {point.Provider} is {point.Provider}:FILE:FUNCTION");
        if (Open(point, parts[0], problems) is not { Path: var path, File: { Elf: var file } symbolFile })
            return [];
        string function = parts[^1];
        ulong add = 0;
        if (function.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus && TryNumber(function[(plus + 1)..], out add))
            function = function[..plus];
        if (TryNumber(function, out ulong address))
            return [UserFunction(point, kind, path, function, file.TryFindOffset(address, out ulong raw) ? raw : address)];
        IEnumerable<ElfSymbol> symbols = IsPattern(function) ? symbolFile.Match(new NamePattern(function)).Where(s => s.IsFunction) : symbolFile.Find(function).Where(s => s.IsFunction);
        ProbeTarget[] targets = [.. symbols.DistinctBy(s => s.Address).Select(s => file.TryFindOffset(s.Address, out ulong offset) ? UserFunction(point, kind, path, s.Name, offset + add) : null).OfType<ProbeTarget>()];
        if (targets.Length > 0)
            return targets;
        return Wrong(point, problems, $"{path} has no function {function}", NearestName.Hint(function, Names(file)) ?? (file.HasStaticSymbols ? null : "the file is stripped; install its debug symbols, or give an address"));
    }

    private static ProbeTarget UserFunction(AttachPoint point, ProbeKind kind, string path, string name, ulong offset) =>
        new(kind, $"{(kind == ProbeKind.Uprobe ? "uprobe" : "uretprobe")}:{path}:{name}", point) { Category = path, Event = name, FileOffset = offset };

    private static IEnumerable<string> Names(ElfFile file)
    {
        for (int i = 0; i < Math.Min(file.Symbols.Count, 20_000); i++)
            yield return file.Symbols[i].Name;
    }

    private IReadOnlyList<ProbeTarget> StaticProbes(AttachPoint point, string[] parts, List<Diagnostic> problems)
    {
        if (parts.Length is < 2 or > 3)
            return Wrong(point, problems, "a static probe is usdt:FILE:PROVIDER:NAME");
        if (Open(point, parts[0], problems) is not { Path: var path, File: { Elf: var file } symbolFile })
            return [];
        NamePattern provider = new(parts.Length == 3 ? parts[1] : "*");
        NamePattern name = new(parts[^1]);
        IReadOnlyList<UsdtProbe> all = symbolFile.Probes;
        ProbeTarget[] targets = [.. all.Where(p => provider.Matches(p.Provider) && name.Matches(p.Name)).Select(p => new ProbeTarget(ProbeKind.Usdt, $"usdt:{path}:{p.Provider}:{p.Name}", point)
        {
            Category = path,
            Event = p.Name,
            FileOffset = p.Offset,
            SemaphoreOffset = p.SemaphoreOffset,
            UsdtArguments = [.. UsdtArgument.ParseAll(p.Arguments, file.Machine).Select(a => Operand(a, file.Machine))],
        })];
        return targets.Length > 0 ? targets : Wrong(point, problems, $"{path} has no static probe {parts[^1]}", NearestName.Hint(parts[^1], all.Select(p => p.Name)));
    }

    private static UsdtOperand Operand(UsdtArgument argument, ElfMachine machine)
    {
        int? register = argument.Register.Length > 0 && UsdtRegisters.TryFindOffset(machine, argument.Register, out int at) ? at : null;
        int? index = argument.Index.Length > 0 && UsdtRegisters.TryFindOffset(machine, argument.Index, out int indexAt) ? indexAt : null;
        return new UsdtOperand(argument.Size, argument.IsSigned, argument.Value, register, argument.Kind == UsdtArgumentKind.Memory) { IndexOffset = index, Scale = argument.Scale };
    }

    private IReadOnlyList<ProbeTarget> KernelFunctions(AttachPoint point, string[] parts, ProbeKind kind, List<Diagnostic> problems)
    {
        if (parts.Length == 0)
            return Wrong(point, problems, $"a {point.Provider} is {point.Provider}:FUNCTION");
        string function = parts[^1];
        ulong add = 0;
        if (function.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus && TryNumber(function[(plus + 1)..], out add))
            function = function[..plus];
        string[] names = IsPattern(function) ? [.. Functions(new NamePattern(function))] : [function];
        List<ProbeTarget> targets = [];
        foreach (string name in names)
        {
            BtfType? type = kernel.Image is { } image && image.TryFind(name, BtfKind.Function, out int id) ? image[id] : null;
            if (kind is ProbeKind.Fentry or ProbeKind.Fexit && type is null)
                continue;
            targets.Add(KernelFunction(point, kind, name, type) with { Number = (long)add });
        }

        if (targets.Count > 0)
            return targets;
        return Wrong(point, problems, $"the kernel has no function {function} that can be traced", kernel.Image is { } all ? NearestName.Hint(function, all.OwnTypes(BtfKind.Function).Select(t => t.Name)) : null);
    }

    private ProbeTarget KernelFunction(AttachPoint point, ProbeKind kind, string name, BtfType? type)
    {
        ProbeTarget target = new(kind, $"{kind.ToString().ToLowerInvariant()}:{name}", point) { Event = name };
        if (type is not { } function || kind is not (ProbeKind.Fentry or ProbeKind.Fexit))
            return target;
        BtfType prototype = kernel.Image![kernel.Image.Resolve(function.TargetId)];
        return target with { BtfId = function.Id, Arguments = Parameters(name, [.. prototype.Parameters]), ReturnType = kernel.Convert(prototype.TargetId, AddressSpace.Kernel) };
    }

    // What can be traced is in tracefs; where that cannot be read, BTF has all functions.
    private IEnumerable<string> Functions(NamePattern pattern)
    {
        IReadOnlyList<string> lines = _tracing.Value?.ListFunctions(out _) ?? [];
        IEnumerable<string> names = lines.Count > 0 ? lines : kernel.Image?.OwnTypes(BtfKind.Function).Select(t => t.Name) ?? [];
        return names.Where(n => pattern.Matches(n)).Distinct(StringComparer.Ordinal);
    }

    private (string Path, SymbolFile? File) Open(AttachPoint point, string name, List<Diagnostic> problems)
    {
        string? path = Finder.Find(name).FirstOrDefault();
        if (path is null)
        {
            Wrong(point, problems, $"there is no file {name}", "give the whole path of the program or library");
            return ("", null);
        }

        if (_files.TryGetValue(path, out SymbolFile? known))
            return (path, known);
        if (SymbolFile.TryOpen(Machine, path, out SymbolFile? file, out Unavailability? reason))
            return (path, _files[path] = file!);
        Wrong(point, problems, $"{path} cannot be read: {reason?.Because}", reason?.Remedy);
        return (path, null);
    }

    /// <summary>Opens a program or library by its path or short name; null where there is none that can be read.</summary>
    public static ElfFile? OpenBinary(string name) =>
        Finder.Find(name).FirstOrDefault() is { } path && SymbolFile.TryOpen(Machine, path, out SymbolFile? file, out _) ? file!.Elf : null;

    private static bool TryNumber(string text, out ulong number) =>
        text.StartsWith("0x", StringComparison.Ordinal) ? ulong.TryParse(text.AsSpan(2), System.Globalization.NumberStyles.HexNumber, null, out number) : ulong.TryParse(text, out number);
}

using Sonde.Linux;
using Sonde.Proc;

namespace Sonde.Symbols.Files;

/// <summary>
/// Finds the program or library that a user means by a path, a name on PATH ("bash"), a library's name ("libc", "libssl.so.3"), or a path with
/// wildcards ("/usr/lib/*/libssl.so*").
/// </summary>
public sealed class ExecutableFinder
{
    private const string LibraryCache = "/etc/ld.so.cache";
    private const int LargestCache = 64 << 20;
    private const int MostMatches = 10_000;

    private static readonly string[] LibraryDirectories = ["/lib", "/usr/lib", "/lib64", "/usr/lib64", "/usr/local/lib", "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/usr/lib/aarch64-linux-gnu"];

    private readonly FileTree _tree;
    private readonly LinuxRoot _root;
    private readonly string _prefix;
    private readonly IReadOnlyList<string> _searchPath;
    private SharedLibraryCache? _cache;

    /// <summary>Takes where to look.</summary>
    /// <param name="root">The machine.</param>
    /// <param name="searchPath">The directories of PATH.</param>
    /// <param name="tree">The files of a process in another root; null for the machine's own.</param>
    /// <param name="prefix">What leads to that root on the machine, such as /proc/PID/root; empty for the machine's own.</param>
    public ExecutableFinder(LinuxRoot root, IReadOnlyList<string> searchPath, FileTree? tree = null, string prefix = "")
    {
        _root = root;
        _tree = tree ?? new FileTree(root);
        _prefix = prefix;
        _searchPath = searchPath;
    }

    /// <summary>The files that are meant, each once, as paths in the tree; none where there is no such file.</summary>
    public IReadOnlyList<string> Find(string name)
    {
        List<string> found = name.Contains('/', StringComparison.Ordinal) ? Expand(name) : FindByName(name);
        List<string> distinct = [];
        HashSet<(uint, uint, ulong)> seen = [];
        foreach (string path in found)
        {
            if (!_tree.TryOpen(path, out FileDescriptor? descriptor, out FileStatus status).IsSuccess)
                continue;
            descriptor!.Dispose();
            if (seen.Add((status.DeviceMajor, status.DeviceMinor, status.Inode)))
                distinct.Add(path);
        }

        return distinct;
    }

    private List<string> FindByName(string name)
    {
        if (!new NamePattern(name).IsLiteral)
            return [.. _searchPath.SelectMany(directory => Expand($"{directory.TrimEnd('/')}/{name}"))];
        List<string> found = [.. _searchPath.Select(directory => $"{directory.TrimEnd('/')}/{name}").Where(Exists).Take(1)];
        if (found.Count == 0)
            found = FindLibrary(name);
        return found;
    }

    private List<string> FindLibrary(string name)
    {
        _cache ??= SharedLibraryCache.Parse(_tree.TryReadAll(LibraryCache, LargestCache));
        List<string> found = [.. _cache.Find(name).Where(Exists)];
        // musl has no table.
        if (found.Count > 0 || !name.StartsWith("lib", StringComparison.Ordinal))
            return found;
        return [.. LibraryDirectories.SelectMany(directory => Expand($"{directory}/{name}{(name.Contains(".so", StringComparison.Ordinal) ? "" : ".so*")}"))];
    }

    private bool Exists(string path)
    {
        bool exists = _tree.TryOpen(path, out FileDescriptor? descriptor, out _).IsSuccess;
        descriptor?.Dispose();
        return exists;
    }

    // One part of the path after the other; directories without wildcards are not listed.
    private List<string> Expand(string path)
    {
        List<string> paths = [""];
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            NamePattern pattern = new(part);
            paths = pattern.IsLiteral
                ? paths.ConvertAll(parent => $"{parent}/{part}")
                : [.. paths.SelectMany(parent => _root.List($"{_prefix}{parent}/", out _).Where(name => IsMeant(pattern, part, name)).Select(name => $"{parent}/{name}")).Take(MostMatches)];
        }

        return paths;
    }

    private static bool IsMeant(NamePattern pattern, string part, string name) => pattern.Matches(name) && (name[0] != '.' || part[0] == '.');
}

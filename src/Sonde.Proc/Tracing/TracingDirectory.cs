using System.Text;
using Sonde.Linux;

namespace Sonde.Proc.Tracing;

/// <summary>The kernel's tracing file system, at <c>/sys/kernel/tracing</c> or, on old systems, below debugfs.</summary>
public sealed class TracingDirectory
{
    private static readonly string[] Places = ["/sys/kernel/tracing", "/sys/kernel/debug/tracing"];

    private readonly LinuxRoot _root;
    private readonly string _path;

    private TracingDirectory(LinuxRoot root, string path) => (_root, _path) = (root, path);

    /// <summary>Where it is mounted.</summary>
    public string Path => _path;

    /// <summary>Finds the directory.</summary>
    /// <param name="root">Where to look.</param>
    /// <param name="reason">Why the result is null.</param>
    public static TracingDirectory? Find(LinuxRoot root, out Unavailability? reason)
    {
        reason = null;
        foreach (var place in Places)
            if (root.Exists($"{place}/events"))
                return new(root, place);
        reason = new("/sys/kernel/tracing", "tracefs is not mounted, or may not be read", "run as root, and: mount -t tracefs none /sys/kernel/tracing");
        return null;
    }

    /// <summary>All tracepoints as <c>category:name</c>, sorted; one file, where a walk would open thousands of directories.</summary>
    /// <param name="reason">Why there are none.</param>
    public IReadOnlyList<string> ListTracepoints(out Unavailability? reason)
    {
        using KernelFile file = new(_root, $"{_path}/available_events");
        if (!file.TryRead(out ReadOnlySpan<byte> text, out reason))
            return [];
        List<string> names = [];
        TextScanner scanner = new(text);
        while (scanner.TryReadLine(out ReadOnlySpan<byte> line))
            if (line.Contains((byte)':'))
                names.Add(Encoding.UTF8.GetString(line));
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>The kernel functions that can be traced, without their modules' names; may be unreadable even for root (kernel lockdown).</summary>
    /// <param name="reason">Why there are none.</param>
    public IReadOnlyList<string> ListFunctions(out Unavailability? reason)
    {
        using KernelFile file = new(_root, $"{_path}/available_filter_functions");
        if (!file.TryRead(out ReadOnlySpan<byte> text, out reason))
            return [];
        SortedSet<string> names = new(StringComparer.Ordinal);
        TextScanner scanner = new(text);
        while (scanner.TryReadLine(out ReadOnlySpan<byte> line))
            if (new TextScanner(line).TryReadWord(out ReadOnlySpan<byte> name))
                names.Add(Encoding.UTF8.GetString(name));
        return [.. names];
    }

    /// <summary>The format of a tracepoint; null with the reason where there is none.</summary>
    /// <param name="category">Its category.</param>
    /// <param name="name">Its name.</param>
    /// <param name="reason">Why the result is null.</param>
    /// <exception cref="KernelTextException">The file is not what its format promises.</exception>
    public TracepointFormat? ReadFormat(string category, string name, out Unavailability? reason)
    {
        if (category.Contains('/', StringComparison.Ordinal) || name.Contains('/', StringComparison.Ordinal))
        {
            reason = Unavailability.FromErrno($"tracepoint:{category}:{name}", Errno.NoSuchEntry);
            return null;
        }

        using KernelFile file = new(_root, $"{_path}/events/{category}/{name}/format");
        return file.TryRead(out ReadOnlySpan<byte> text, out reason) ? TracepointFormat.Parse(text) : null;
    }
}

using System.Text;

namespace Sonde.Proc.Processes;

/// <summary>/proc/PID/cgroup: the control group of a process in each hierarchy. Source: cgroups(7).</summary>
public sealed class ProcessCgroups : ProcessSnapshot
{
    private const string DeletedSuffix = " (deleted)";
    private readonly List<ProcessCgroup> _memberships = [];

    /// <inheritdoc/>
    public override string FileName => "cgroup";

    /// <summary>One place a hierarchy, in the kernel's order.</summary>
    public IReadOnlyList<ProcessCgroup> Memberships => _memberships;

    /// <summary>The group in the version 2 hierarchy; null where there is none.</summary>
    public string? UnifiedPath
    {
        get
        {
            foreach (ProcessCgroup membership in _memberships)
            {
                if (membership.IsUnified)
                    return membership.Path;
            }

            return null;
        }
    }

    /// <summary>
    /// The group in the version 1 hierarchy of <paramref name="controller"/> (memory, cpu, name=systemd, ...); null where there is none.
    /// </summary>
    public string? PathOf(string controller)
    {
        foreach (ProcessCgroup membership in _memberships)
        {
            if (membership.Controllers.Contains(controller))
                return membership.Path;
        }

        return null;
    }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        _memberships.Clear();
        TextScanner scanner = new(text);
        while (scanner.TryReadLine(out ReadOnlySpan<byte> line))
        {
            // "4:memory:/a:b": only the first two colons separate.
            int first = line.IndexOf((byte)':');
            int second = first < 0 ? -1 : line[(first + 1)..].IndexOf((byte)':') + first + 1;
            if (first < 1 || second <= first || !TextScanner.TryParseUInt64(line[..first], out ulong id) || id > int.MaxValue)
                throw new KernelTextException("a line is not hierarchy:controllers:path");
            string controllers = Encoding.UTF8.GetString(line[(first + 1)..second]);
            string path = Encoding.UTF8.GetString(line[(second + 1)..]);
            if (path.EndsWith(DeletedSuffix, StringComparison.Ordinal))
                path = path[..^DeletedSuffix.Length];
            _memberships.Add(new ProcessCgroup((int)id, controllers.Length == 0 ? [] : controllers.Split(','), path));
        }
    }
}

namespace Sonde.Proc.Cgroups;

/// <summary>
/// The groups that matter, sampled again and again: those that limit something and those that have processes of their own. Files stay open, so that a
/// refresh costs one or two preads a file and allocates nothing in a steady state. Not safe for concurrent use.
/// </summary>
public sealed class CgroupSampler : IDisposable
{
    /// <summary>How many groups are sampled unless told otherwise.</summary>
    public const int UsualLargestCount = 256;

    private const int DescriptorBudget = 3072;
    private readonly int _largestCount;
    private readonly List<CgroupEntry> _exited = [];
    private List<CgroupEntry> _entries = [];
    private CgroupFileReader _files;
    private bool _mustDiscover = true;

    /// <summary>Finds the trees; the first refresh finds the groups.</summary>
    /// <param name="root">Where the trees are read.</param>
    /// <param name="largestCount">How many groups to sample at most.</param>
    public CgroupSampler(LinuxRoot root, int largestCount = UsualLargestCount)
    {
        _largestCount = largestCount;
        Hierarchy = CgroupHierarchy.Detect(root);
        _files = new CgroupFileReader(root, DescriptorBudget);
    }

    /// <summary>Where the groups are.</summary>
    public CgroupHierarchy Hierarchy { get; private set; }

    /// <summary>The groups of the last refresh, sorted by path.</summary>
    public IReadOnlyList<CgroupEntry> Entries => _entries;

    /// <summary>The groups that the last refresh or discovery found gone, with their last known values.</summary>
    public IReadOnlyList<CgroupEntry> Exited => _exited;

    /// <summary>True where there are more groups than are sampled.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Why there are no groups; null where there are trees.</summary>
    public Unavailability? Unavailability => Hierarchy.Unavailability;

    /// <summary>Reads the values of all groups anew. The first time, it looks for them.</summary>
    public void Refresh()
    {
        _exited.Clear();
        if (_mustDiscover)
            Discover();
        int kept = 0;
        for (int i = 0; i < _entries.Count; i++)
        {
            CgroupEntry entry = _entries[i];
            if (TryRefresh(entry))
                _entries[kept++] = entry;
        }

        _entries.RemoveRange(kept, _entries.Count - kept);
    }

    /// <summary>Looks for groups that came or went. Costs a walk over all trees; once every few seconds is plenty.</summary>
    public void Discover()
    {
        _mustDiscover = false;
        CgroupTree tree = CgroupTree.Walk(Hierarchy);
        IsTruncated = tree.IsTruncated;
        List<CgroupEntry> found = [];
        int known = 0;
        foreach (string path in tree.Paths)
        {
            for (; known < _entries.Count && string.CompareOrdinal(_entries[known].Path, path) < 0; known++)
                Retire(_entries[known]);
            if (known < _entries.Count && _entries[known].Path == path)
            {
                CgroupEntry entry = _entries[known++];
                if (entry.Group is null)
                    entry.Attach(_files, new CgroupGroup(Hierarchy, path));
                found.Add(entry);
            }
            else if (found.Count >= _largestCount)
            {
                IsTruncated = true;
            }
            else if (TryCreate(path) is { } created)
            {
                found.Add(created);
            }
        }

        for (; known < _entries.Count; known++)
            Retire(_entries[known]);
        _entries = found;
    }

    /// <summary>Makes the next refresh read another tree of files: recorded trees of one machine are its samples.</summary>
    public void SwitchRoot(LinuxRoot root)
    {
        foreach (CgroupEntry entry in _entries)
            entry.Release();
        Hierarchy = CgroupHierarchy.Detect(root);
        _files = new CgroupFileReader(root, DescriptorBudget);
        _mustDiscover = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (CgroupEntry entry in _entries)
            entry.Release();
    }

    private bool TryRefresh(CgroupEntry entry)
    {
        _files.FoundDeadDescriptor = false;
        entry.Advance();
        if (!_files.FoundDeadDescriptor)
            return true;
        if (!entry.Group!.Exists())
        {
            Retire(entry);
            return false;
        }

        // Removed and made anew since the last refresh, as when a service restarts: its counters began at zero again.
        entry.Attach(_files, entry.Group);
        entry.StartOver();
        return true;
    }

    // The root group is the whole machine, whose values /proc has; it counts only where an engine shows a container's group as the root.
    private CgroupEntry? TryCreate(string path)
    {
        CgroupEntry entry = new(path);
        CgroupGroup group = new(Hierarchy, path);
        entry.Attach(_files, group);
        entry.Probe();
        if (entry.Current.HasLimits || (path != "/" && group.HasProcesses(_files)))
            return entry;
        entry.Release();
        return null;
    }

    private void Retire(CgroupEntry entry)
    {
        entry.Release();
        _exited.Add(entry);
    }
}

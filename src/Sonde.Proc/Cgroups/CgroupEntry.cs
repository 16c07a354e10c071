namespace Sonde.Proc.Cgroups;

/// <summary>One group in a <see cref="CgroupSampler"/>, with the values of the last two refreshes.</summary>
public sealed class CgroupEntry
{
    private readonly List<CgroupReader> _readers = [];
    private CgroupSnapshot _current = new();
    private CgroupSnapshot _previous = new();
    private bool _isRead;

    internal CgroupEntry(string path)
    {
        Path = path;
        Name = CgroupName.FromPath(path);
    }

    /// <summary>The visible path, such as /system.slice/nginx.service.</summary>
    public string Path { get; }

    /// <summary>What the path says of its owner.</summary>
    public CgroupName Name { get; }

    /// <summary>The values of the last refresh.</summary>
    public CgroupSnapshot Current => _current;

    /// <summary>The values of the refresh before; meaningless unless <see cref="HasPrevious"/>.</summary>
    public CgroupSnapshot Previous => _previous;

    /// <summary>True where the same group was there in the refresh before, so that values can be subtracted.</summary>
    public bool HasPrevious { get; private set; }

    /// <summary>The group's directories.</summary>
    internal CgroupGroup? Group { get; private set; }

    internal void Attach(CgroupFileReader files, CgroupGroup group)
    {
        Release();
        Group = group;
        _readers.Add(new CgroupCpuReader(files, group));
        _readers.Add(new CgroupMemoryReader(files, group));
        _readers.Add(new CgroupPidsReader(files, group));
        _readers.Add(new CgroupIoReader(files, group));
        _readers.Add(new CgroupCpusetReader(files, group));
        _readers.Add(new CgroupPressureReader(files, group));
    }

    /// <summary>Closes all files; the entry must be attached again before it is read.</summary>
    internal void Release()
    {
        Group = null;
        foreach (CgroupReader reader in _readers)
            reader.Dispose();
        _readers.Clear();
    }

    /// <summary>Reads the values without counting as a refresh, to see whether the group matters.</summary>
    internal void Probe()
    {
        foreach (CgroupReader reader in _readers)
            reader.Read(_current);
    }

    /// <summary>Reads the values anew; those of the last refresh become the previous ones.</summary>
    internal void Advance()
    {
        (_current, _previous) = (_previous, _current);
        HasPrevious = _isRead;
        Read();
    }

    /// <summary>Reads the values of a group that replaced the one of the refresh before under the same path.</summary>
    internal void StartOver()
    {
        HasPrevious = false;
        Read();
    }

    private void Read()
    {
        Probe();
        _isRead = true;
    }
}

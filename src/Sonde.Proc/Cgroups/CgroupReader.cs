namespace Sonde.Proc.Cgroups;

/// <summary>Reads one controller of one group into a snapshot; keeps its files.</summary>
internal abstract class CgroupReader(CgroupFileReader files) : IDisposable
{
    private readonly List<CgroupFile> _all = [];

    /// <summary>The reader of files.</summary>
    protected CgroupFileReader Files => files;

    /// <summary>Replaces this controller's values in <paramref name="snapshot"/>.</summary>
    internal abstract void Read(CgroupSnapshot snapshot);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (CgroupFile file in _all)
            files.Close(file);
    }

    /// <summary>A file of the group; null where the tree has no such group.</summary>
    protected CgroupFile? Open(string? directory, string name)
    {
        if (directory is null)
            return null;
        CgroupFile file = new(directory, name);
        _all.Add(file);
        return file;
    }

    /// <summary>Microseconds as a time span.</summary>
    protected static TimeSpan Microseconds(ulong value) =>
        new((long)Math.Min(value, long.MaxValue / TimeSpan.TicksPerMicrosecond) * TimeSpan.TicksPerMicrosecond);

    /// <summary>Nanoseconds as a time span, to 100 ns.</summary>
    protected static TimeSpan Nanoseconds(ulong value) => new((long)(value / (ulong)TimeSpan.NanosecondsPerTick));

    /// <inheritdoc cref="Nanoseconds(ulong)"/>
    protected static TimeSpan? Nanoseconds(ulong? value) => value is { } number ? Nanoseconds(number) : null;
}

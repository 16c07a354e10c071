namespace Sonde.Testing;

/// <summary>
/// A copy of a recorded machine, two samples some seconds apart, that a test may damage. Files are changed in place and can be put back, so that one copy
/// serves many cases. Deleted with the object.
/// </summary>
public sealed class RecordedMachine : IDisposable
{
    private static readonly EnumerationOptions NoLinks = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("sonde-machine-");
    private readonly string _original;
    private readonly Dictionary<string, byte[]?> _saved = new(StringComparer.Ordinal);

    /// <summary>Copies a machine.</summary>
    /// <param name="name">Its directory below testdata/roots, one of <see cref="Names"/>.</param>
    /// <param name="mostProcesses">How many processes are copied: fewer make a quicker test.</param>
    public RecordedMachine(string name = "this-6.18-hybrid-loaded", int mostProcesses = int.MaxValue)
    {
        _original = TestData.PathOf("roots/" + name);
        Copy(new DirectoryInfo(_original), _copy.FullName, mostProcesses);
    }

    /// <summary>All recorded machines with two samples.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.GetDirectories(TestData.PathOf("roots")).Where(d => File.Exists(Path.Combine(d, "1/proc/stat")) && Directory.Exists(Path.Combine(d, "2")))
            .Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal),
    ];

    /// <summary>The two samples, the earlier first.</summary>
    public string[] Samples => [Path.Combine(_copy.FullName, "1"), Path.Combine(_copy.FullName, "2")];

    /// <summary>The arguments that make sonde read it.</summary>
    public string[] Arguments => ["--root", Samples[0], "--root", Samples[1]];

    /// <summary>Every file of the samples, relative to their roots, such as /proc/stat.</summary>
    public IReadOnlyList<string> Files() =>
    [
        .. Samples.SelectMany(sample => Directory.EnumerateFiles(sample, "*", NoLinks).Select(file => file[sample.Length..]))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>Removes the file or directory <paramref name="path"/> from both samples.</summary>
    public RecordedMachine Remove(string path) => ForEachSample(path, _ => { });

    /// <summary>Removes the file <paramref name="path"/> from one of <see cref="Samples"/>.</summary>
    public RecordedMachine Remove(string sample, string path)
    {
        string place = sample + path;
        if (!File.Exists(place))
            return this;
        _saved.TryAdd(place, File.ReadAllBytes(place));
        File.Delete(place);
        return this;
    }

    /// <summary>Puts <paramref name="content"/> in the place of <paramref name="path"/> in both samples.</summary>
    public RecordedMachine Replace(string path, byte[] content) => ForEachSample(path, place => File.WriteAllBytes(place, content));

    /// <inheritdoc cref="Replace(string, byte[])"/>
    public RecordedMachine Replace(string path, string content) => ForEachSample(path, place => File.WriteAllText(place, content));

    /// <summary>Replaces <paramref name="path"/> in both samples by what <paramref name="change"/> makes of it; a file that is not there stays away.</summary>
    public RecordedMachine Edit(string path, Func<byte[], byte[]> change)
    {
        foreach (string sample in Samples)
            Edit(sample, path, change);
        return this;
    }

    /// <summary>Replaces <paramref name="path"/> of one of <see cref="Samples"/> by what <paramref name="change"/> makes of it.</summary>
    public RecordedMachine Edit(string sample, string path, Func<byte[], byte[]> change)
    {
        string place = sample + path;
        if (!File.Exists(place))
            return this;
        byte[] recorded = File.ReadAllBytes(place);
        _saved.TryAdd(place, recorded);
        byte[] changed = change(recorded);
        File.Delete(place);
        File.WriteAllBytes(place, changed);
        return this;
    }

    /// <summary>Removes <paramref name="path"/> from both samples and lets <paramref name="create"/> make something else at that place.</summary>
    public RecordedMachine ForEachSample(string path, Action<string> create)
    {
        foreach (string sample in Samples)
        {
            string place = sample + path;
            _saved.TryAdd(place, File.Exists(place) ? File.ReadAllBytes(place) : null);
            Delete(place);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            create(place);
        }

        return this;
    }

    /// <summary>Puts everything back as it was recorded.</summary>
    public void Restore()
    {
        foreach ((string place, byte[]? recorded) in _saved)
        {
            Delete(place);
            string original = _original + place[_copy.FullName.Length..];
            if (recorded is not null)
                File.WriteAllBytes(place, recorded);
            else if (Directory.Exists(original))
                Copy(new DirectoryInfo(original), place, int.MaxValue);
        }

        _saved.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _copy.Delete(recursive: true);

    private static void Delete(string place)
    {
        if (Directory.Exists(place) && new DirectoryInfo(place).LinkTarget is null)
            Directory.Delete(place, recursive: true);
        else if (Path.Exists(place) || new FileInfo(place).LinkTarget is not null)
            File.Delete(place);
    }

    private static void Copy(DirectoryInfo from, string to, int mostProcesses)
    {
        Directory.CreateDirectory(to);
        int processes = 0;
        foreach (FileSystemInfo entry in from.EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            string place = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } target)
                File.CreateSymbolicLink(place, target);
            else if (entry is FileInfo file)
                file.CopyTo(place);
            else if (from.Name != "proc" || !int.TryParse(entry.Name, out _) || processes++ < mostProcesses)
                Copy((DirectoryInfo)entry, place, mostProcesses);
        }
    }
}

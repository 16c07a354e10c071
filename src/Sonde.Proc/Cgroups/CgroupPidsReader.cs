namespace Sonde.Proc.Cgroups;

/// <summary>The number of tasks of a group and its limit; both versions have the same files.</summary>
internal sealed class CgroupPidsReader : CgroupReader
{
    private readonly CgroupFile? _current;
    private readonly CgroupFile? _maximum;
    private readonly CgroupFile? _events;

    internal CgroupPidsReader(CgroupFileReader files, CgroupGroup group)
        : base(files)
    {
        string? directory = group.DirectoryOf("pids", out _);
        _current = Open(directory, "pids.current");
        _maximum = Open(directory, "pids.max");
        _events = Open(directory, "pids.events");
    }

    internal override void Read(CgroupSnapshot snapshot)
    {
        snapshot.PidsCurrent = Files.ReadNumber(_current);
        snapshot.PidsMax = Files.ReadNumber(_maximum);
        snapshot.PidsMaxEvents = null;
        if (!Files.TryRead(_events, out ReadOnlySpan<byte> text))
            return;
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (words.TryReadWord(out ReadOnlySpan<byte> name) && words.TryReadUInt64(out ulong value) && name.SequenceEqual("max"u8))
                snapshot.PidsMaxEvents = value;
        }
    }
}

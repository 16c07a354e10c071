namespace Sonde.Proc.Disk;

/// <summary>The file systems mounted in Sonde's mount namespace. Source: /proc/self/mountinfo, proc_pid_mountinfo(5), fs/proc_namespace.c.</summary>
public sealed class MountTable : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/self/mountinfo";

    private readonly SnapshotRows<Mount> _rows = new();
    private readonly NameCache _names = new();

    /// <summary>The mounts in the kernel's order; a later one at the same place covers the earlier.</summary>
    public ReadOnlySpan<Mount> Mounts => _rows.Rows;

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        _rows.Begin();
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (!line.IsEmpty)
                _rows.Add(ParseLine(line));
        }
    }

    private Mount ParseLine(ReadOnlySpan<byte> line)
    {
        TextScanner words = new(line);
        int id = ReadId(ref words);
        int parent = ReadId(ref words);
        if (!words.TryReadUntil((byte)':', out ReadOnlySpan<byte> majorText) || !TextScanner.TryParseUInt64(majorText.TrimStart((byte)' '), out ulong major))
            throw new KernelTextException("a mount's device number is missing");
        ulong minor = words.ReadUInt64("a mount's device number");
        string root = ReadText(ref words);
        string mountPoint = ReadText(ref words);
        string options = ReadText(ref words);

        // Optional fields (shared:N, master:N, ...) go on until a single hyphen; newer kernels may add kinds.
        ReadOnlySpan<byte> optional;
        do
        {
            if (!words.TryReadWord(out optional))
                throw new KernelTextException("a mount's optional fields do not end");
        }
        while (!optional.SequenceEqual("-"u8));

        // From here on one blank separates fields, since the source may be empty.
        TextScanner rest = new(words.Rest.IsEmpty ? words.Rest : words.Rest[1..]);
        if (!rest.TryReadUntil((byte)' ', out ReadOnlySpan<byte> type) || !rest.TryReadUntil((byte)' ', out ReadOnlySpan<byte> source))
            throw new KernelTextException("a mount's type or source is missing");
        return new Mount(
            id, parent, (uint)major, (uint)minor, root, mountPoint, options, _names.GetUnescaped(type), _names.GetUnescaped(source), _names.GetUnescaped(rest.Rest));
    }

    private static int ReadId(ref TextScanner words)
    {
        ulong id = words.ReadUInt64("a mount's id");
        return id <= int.MaxValue ? (int)id : throw new KernelTextException("a mount's id is too large");
    }

    private string ReadText(ref TextScanner words) =>
        words.TryReadWord(out ReadOnlySpan<byte> word) ? _names.GetUnescaped(word) : throw new KernelTextException("a mount's line is cut short");
}

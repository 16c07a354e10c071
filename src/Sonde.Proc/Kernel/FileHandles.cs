namespace Sonde.Proc.Kernel;

/// <summary>Open files of the whole system. Source: /proc/sys/fs/file-nr, Documentation/admin-guide/sysctl/fs.rst.</summary>
public sealed class FileHandles : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/sys/fs/file-nr";

    /// <summary>File handles that exist; exact only to a batch per CPU.</summary>
    public ulong Allocated { get; private set; }

    /// <summary>Allocated handles that nobody uses; always 0 since Linux 2.6.</summary>
    public ulong Free { get; private set; }

    /// <summary>The most handles that may exist (fs.file-max); opening more fails with ENFILE.</summary>
    public ulong Maximum { get; private set; }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        TextScanner words = new(text);
        Allocated = words.ReadUInt64("the count of file handles");
        Free = words.ReadUInt64("the count of free file handles");
        Maximum = words.ReadUInt64("the limit of file handles");
    }
}

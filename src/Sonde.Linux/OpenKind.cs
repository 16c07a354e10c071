namespace Sonde.Linux;

/// <summary>How a path is opened; always for reading and always closed on exec.</summary>
public enum OpenKind
{
    /// <summary>A file to read.</summary>
    File,

    /// <summary>A directory, to list or to resolve paths from.</summary>
    Directory,

    /// <summary>A stream that returns EAGAIN instead of waiting, such as /dev/kmsg.</summary>
    NonBlocking,

    /// <summary>A symbolic link itself, to read its target (O_PATH).</summary>
    LinkItself,
}

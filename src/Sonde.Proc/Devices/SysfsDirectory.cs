using System.Text;

namespace Sonde.Proc.Devices;

/// <summary>
/// A directory of sysfs, whose files hold one value each. A file that is missing, or that the driver refuses to read (EINVAL, EIO), gives null.
/// </summary>
internal readonly record struct SysfsDirectory(LinuxRoot Root, string Path)
{
    private const int UsualBytes = 256;

    /// <summary>True where the directory is there.</summary>
    internal bool Exists => Root.Exists(Path);

    /// <summary>The directory <paramref name="name"/> below this one.</summary>
    internal SysfsDirectory Child(string name) => new(Root, $"{Path}/{name}");

    /// <summary>True where the file or directory <paramref name="name"/> is there.</summary>
    internal bool Has(string name) => Root.Exists($"{Path}/{name}");

    /// <summary>The names in it, sorted; empty where it is missing.</summary>
    internal IReadOnlyList<string> List() => Root.List(Path, out _);

    /// <summary>The text of a file without blanks around it.</summary>
    internal string? Text(string name)
    {
        using KernelFile file = new(Root, $"{Path}/{name}", UsualBytes);
        return file.TryRead(out ReadOnlySpan<byte> text, out _) ? Encoding.UTF8.GetString(text).Trim() : null;
    }

    /// <summary>The number in a file, 0 or above; null also where it is negative, which is how drivers say "unknown".</summary>
    internal ulong? Number(string name) => ulong.TryParse(Text(name), out ulong number) ? number : null;

    /// <summary>The number in a file, below zero too.</summary>
    internal long? SignedNumber(string name) => long.TryParse(Text(name), out long number) ? number : null;

    /// <summary>The number in a file as an int.</summary>
    internal int? Integer(string name) => int.TryParse(Text(name), out int number) ? number : null;

    /// <summary>True for 1, Y and the like, false for 0 and N; null where the file says something else or nothing.</summary>
    internal bool? Flag(string name) => Text(name) switch
    {
        "1" or "Y" or "y" => true,
        "0" or "N" or "n" => false,
        _ => null,
    };

    /// <summary>The CPUs or nodes in a file.</summary>
    internal CpuList? List(string name) => Text(name) is { } text && CpuList.TryParse(text, out CpuList list) ? list : null;

    /// <summary>The last component of the link <paramref name="name"/>, such as a driver's name.</summary>
    internal string? LinkName(string name) =>
        Root.TryReadLink($"{Path}/{name}", out string target).IsSuccess && target.Length > 0 ? target[(target.LastIndexOf('/') + 1)..] : null;

    /// <summary>The chosen word of a line such as "none [mq-deadline] kyber"; null where the file is missing or chooses none.</summary>
    internal string? Choice(string name, out IReadOnlyList<string> available)
    {
        string[] words = (Text(name) ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string? chosen = null;
        for (int i = 0; i < words.Length; i++)
        {
            if (!words[i].StartsWith('[') || !words[i].EndsWith(']'))
                continue;
            words[i] = words[i][1..^1];
            chosen = words[i];
        }

        available = words;
        return chosen;
    }
}

using Sonde.Proc;

namespace Sonde.Views;

/// <summary>User names of /etc/passwd, read once. Users that only a directory service knows keep their number.</summary>
internal sealed class UserNames
{
    private readonly Dictionary<uint, string> _names = [];

    /// <summary>Reads the names of the observed machine.</summary>
    public UserNames(LinuxRoot root)
    {
        foreach (string line in (root.ReadText("/etc/passwd") ?? "").Split('\n'))
        {
            string[] fields = line.Split(':');
            if (fields.Length > 2 && uint.TryParse(fields[2], out uint id))
                _names.TryAdd(id, fields[0]);
        }
    }

    /// <summary>The name of user <paramref name="id"/>, or null.</summary>
    public string? this[uint id] => _names.GetValueOrDefault(id);
}

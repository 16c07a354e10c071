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

    /// <summary>The name of user <paramref name="id"/>, or its number as text.</summary>
    public string this[uint id]
    {
        get
        {
            // Kept too, so that a user without a name does not cost a string for each row.
            if (!_names.TryGetValue(id, out string? name))
                _names.Add(id, name = id.ToString());
            return name;
        }
    }

    /// <summary>The id of the user called <paramref name="name"/>, or of that number; null where there is none.</summary>
    public uint? IdOf(string name)
    {
        foreach ((uint id, string known) in _names)
        {
            if (string.Equals(known, name, StringComparison.Ordinal))
                return id;
        }

        return uint.TryParse(name, out uint number) ? number : null;
    }
}

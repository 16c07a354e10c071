using Sonde.Tracing.Lowering;
using Sonde.Tracing.Output;

namespace Sonde.Tracing.Runtime;

/// <summary>Names of users, control groups and probes, from this machine.</summary>
public sealed class OutputNames(CompiledScript script) : IOutputNames
{
    private Dictionary<ulong, string>? _users;

    /// <inheritdoc/>
    public string? UserName(ulong userId) => (_users ??= ReadUsers()).GetValueOrDefault(userId);

    /// <inheritdoc/>
    public string? CgroupPath(ulong cgroupId, string filter) => null;

    /// <inheritdoc/>
    public string? ProbeName(ulong index) => index < (ulong)script.ProbeNames.Count ? script.ProbeNames[(int)index] : null;

    private static Dictionary<ulong, string> ReadUsers()
    {
        Dictionary<ulong, string> users = [];
        if (!File.Exists("/etc/passwd"))
            return users;
        foreach (string line in File.ReadLines("/etc/passwd"))
        {
            string[] parts = line.Split(':');
            if (parts.Length > 2 && ulong.TryParse(parts[2], out ulong id))
                users.TryAdd(id, parts[0]);
        }

        return users;
    }
}

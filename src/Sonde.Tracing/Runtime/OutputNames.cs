using Sonde.Proc;
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
        foreach (string line in (LinuxRoot.Live.ReadText("/etc/passwd") ?? "").Split('\n'))
        {
            string[] parts = line.Split(':');
            if (parts.Length > 2 && ulong.TryParse(parts[2], out ulong id))
                users.TryAdd(id, parts[0]);
        }

        return users;
    }
}

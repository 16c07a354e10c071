using Sonde.Linux.Abi;

namespace Sonde.Linux;

/// <summary>Who this process runs as.</summary>
public static class ProcessCredentials
{
    /// <summary>The effective user id. Source: geteuid(2).</summary>
    public static int EffectiveUserId => (int)LibC.geteuid();

    /// <summary>True for user 0, which in a container need not mean every capability: see <see cref="ProcessCapabilities"/>.</summary>
    public static bool IsRoot => EffectiveUserId == 0;
}

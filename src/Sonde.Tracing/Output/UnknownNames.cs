namespace Sonde.Tracing.Output;

/// <summary>Knows no names: numbers stay numbers.</summary>
public sealed class UnknownNames : IOutputNames
{
    /// <inheritdoc/>
    public string? UserName(ulong userId) => null;

    /// <inheritdoc/>
    public string? CgroupPath(ulong cgroupId, string filter) => null;

    /// <inheritdoc/>
    public string? ProbeName(ulong index) => null;
}

namespace Sonde.Tracing.Types;

/// <summary>A cgroup v2 id that is printed as its path: uint64.</summary>
/// <param name="Filter">Glob over the hierarchies to look in; empty for all.</param>
public sealed record CgroupPathType(string Filter) : TraceType
{
    /// <inheritdoc/>
    public override int Size => 8;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Spelling => "cgroup_path_t";
}

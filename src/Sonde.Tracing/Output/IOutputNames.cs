namespace Sonde.Tracing.Output;

/// <summary>Turns numbers of events into the names that user space knows.</summary>
public interface IOutputNames
{
    /// <summary>The name of a user; null when there is none.</summary>
    /// <param name="userId">The user id.</param>
    string? UserName(ulong userId);

    /// <summary>The path of a cgroup, as <c>unified:/path</c>; several hierarchies are separated by commas; null when it is gone.</summary>
    /// <param name="cgroupId">The cgroup v2 id.</param>
    /// <param name="filter">Glob over the hierarchies; empty for all.</param>
    string? CgroupPath(ulong cgroupId, string filter);

    /// <summary>The name of a probe; null when the index is not of this script.</summary>
    /// <param name="index">Its index in the compiled script.</param>
    string? ProbeName(ulong index);
}

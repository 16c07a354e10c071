using Sonde.Tracing.Output;

namespace Sonde.Tracing.Tests.Output;

/// <summary>The names that held where the outputs were recorded.</summary>
internal sealed class RecordedNames : IOutputNames
{
    public string? UserName(ulong userId) => userId == 0 ? "root" : null;

    public string? CgroupPath(ulong cgroupId, string filter) => cgroupId == 1 ? "unified:/" : null;

    public string? ProbeName(ulong index) => index == 0 ? "BEGIN" : null;
}

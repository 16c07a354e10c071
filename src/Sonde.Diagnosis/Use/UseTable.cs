using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Use;

/// <summary>
/// The USE method: for every resource its utilization, saturation and errors, each a value with unit and source or the reason why there is none.
/// Source: brendangregg.com/USEmethod/use-linux.html, Systems Performance (2nd edition), appendix A, with rows for what was added to Linux since.
/// </summary>
public static class UseTable
{
    /// <summary>All rows, physical resources first, then software resources, then control groups with limits.</summary>
    public static IReadOnlyList<ResourceRow> Build(Observation observation) =>
    [
        .. CpuRows.Build(observation),
        .. MemoryRows.Build(observation),
        .. StorageRows.Build(observation),
        .. NetworkRows.Build(observation),
        .. InterconnectRows.Build(observation),
        .. SoftwareRows.Build(observation),
        .. CgroupRows.Build(observation),
    ];
}

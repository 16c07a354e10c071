namespace Sonde.Views;

/// <summary>What mpstat shows and how.</summary>
/// <param name="Sections">The sections.</param>
/// <param name="Cpus">The CPUs (-P).</param>
/// <param name="Nodes">The nodes (-N).</param>
/// <param name="ShowsTopology">True for core, socket and node of each CPU (-T).</param>
/// <param name="RepeatsHeading">True where headings come with each report: several sections, or -P.</param>
/// <param name="Style">How numbers are shown.</param>
internal sealed record MpstatFormat(
    MpstatSections Sections,
    CpuSelection Cpus,
    CpuSelection Nodes,
    bool ShowsTopology,
    bool RepeatsHeading,
    CellStyle Style)
{
    /// <summary>True where <paramref name="section"/> is shown.</summary>
    public bool Shows(MpstatSections section) => (Sections & section) != MpstatSections.None;
}

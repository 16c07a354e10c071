using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Reports;

namespace Sonde.Incidents.Tests;

/// <summary>Faults of block devices and file systems.</summary>
public sealed class StorageIncidentTests(IncidentLab lab)
{
    // Small random requests are what fills this disk, so both names are right.
    [Fact]
    public void A_process_that_fills_a_disk_with_direct_requests_is_named() => lab.Prove(new("disk-direct", FindingIds.Disk.Saturated, FindingIds.Disk.SmallRandomIo));

    [Fact]
    public void A_writer_whose_syncs_hold_others_up_is_named() => lab.Prove(new("fsync-heavy", FindingIds.Disk.FsyncStall)
    {
        Culprit = Culprit.Child("fsync-heavy"),
    });

    [Fact]
    public void A_full_file_system_is_named() => lab.Prove(new("fs-full", FindingIds.FileSystem.Full)
    {
        Severity = Severity.Critical,
        Culprit = Culprit.FileSystem(),
    });

    [Fact]
    public void A_file_system_without_inodes_is_named() => lab.Prove(new("inodes-full", FindingIds.FileSystem.InodesFull)
    {
        Severity = Severity.Critical,
        Culprit = Culprit.FileSystem(),
    });

    [Fact]
    public void A_process_that_looks_for_ever_new_names_is_named() => lab.Prove(new("dentry-storm", FindingIds.FileSystem.DentryChurn));
}

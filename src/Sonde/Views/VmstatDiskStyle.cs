namespace Sonde.Views;

/// <summary>What vmstat shows of block devices.</summary>
internal enum VmstatDiskStyle
{
    /// <summary>A line for each disk (-d).</summary>
    Disks,

    /// <summary>The sum of all disks (-D).</summary>
    Sum,

    /// <summary>One disk or partition (-p).</summary>
    Partition,
}

namespace Sonde.Diagnosis.Observations;

/// <summary>One NUMA node at the end of the window. Source: /sys/devices/system/node/nodeN.</summary>
/// <param name="Node">Its number.</param>
/// <param name="TotalKibibytes">Its memory, KiB.</param>
/// <param name="FreeKibibytes">Its free memory and the file pages that nobody touched lately, which go when memory is asked for, KiB.</param>
/// <param name="HitPagesPerSecond">Pages allocated on it as intended.</param>
/// <param name="MissPagesPerSecond">Pages allocated on it that were meant for another.</param>
/// <param name="OtherNodePagesPerSecond">Pages allocated on it by tasks running elsewhere.</param>
public sealed record NumaNodeUsage(int Node, double TotalKibibytes, double FreeKibibytes, double HitPagesPerSecond, double MissPagesPerSecond, double OtherNodePagesPerSecond);

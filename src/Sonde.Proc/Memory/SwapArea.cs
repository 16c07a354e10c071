namespace Sonde.Proc.Memory;

/// <summary>One swap partition or swap file.</summary>
/// <param name="Name">The device or file; ends in " (deleted)" where the file has been removed.</param>
/// <param name="Kind">The kernel's word: partition or file.</param>
/// <param name="SizeKibibytes">Its size in KiB.</param>
/// <param name="UsedKibibytes">What is used of it in KiB.</param>
/// <param name="Priority">Areas with a higher priority fill first; negative where the kernel chose.</param>
public readonly record struct SwapArea(string Name, string Kind, ulong SizeKibibytes, ulong UsedKibibytes, int Priority);

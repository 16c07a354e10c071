namespace Sonde.Proc.Disk;

/// <summary>One block device or partition.</summary>
/// <param name="Name">The device, such as sda1.</param>
/// <param name="Major">The major number.</param>
/// <param name="Minor">The minor number.</param>
/// <param name="SizeKibibytes">Its size in KiB.</param>
public readonly record struct Partition(string Name, uint Major, uint Minor, ulong SizeKibibytes);

namespace Sonde.Proc.Devices;

/// <summary>The pool of reserved huge pages of one size.</summary>
/// <param name="SizeKibibytes">The size of a page, in KiB: 2048 or 1048576 on x86.</param>
/// <param name="Total">Pages in the pool.</param>
/// <param name="Free">Pages that nobody uses.</param>
/// <param name="Reserved">Free pages that are promised to a mapping.</param>
/// <param name="Surplus">Pages above the pool's size, taken on demand.</param>
/// <param name="OvercommitLimit">How many surplus pages there may be.</param>
public readonly record struct HugePagePool(int SizeKibibytes, ulong Total, ulong Free, ulong Reserved, ulong Surplus, ulong OvercommitLimit)
{
    /// <summary>Reads the size from a directory's name such as hugepages-2048kB.</summary>
    internal static bool TryReadSize(string name, out int kibibytes)
    {
        const string prefix = "hugepages-";
        kibibytes = 0;
        return name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith("kB", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(prefix.Length, name.Length - prefix.Length - 2), out kibibytes);
    }
}

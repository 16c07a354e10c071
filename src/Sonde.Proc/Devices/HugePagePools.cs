namespace Sonde.Proc.Devices;

/// <summary>The pools of reserved huge pages. Source: /sys/kernel/mm/hugepages, Documentation/admin-guide/mm/hugetlbpage.rst.</summary>
public static class HugePagePools
{
    private const string Path = "/sys/kernel/mm/hugepages";

    /// <summary>Reads all pools, the smallest page first.</summary>
    /// <param name="root">Where /sys is.</param>
    /// <param name="reason">Why there are none.</param>
    public static IReadOnlyList<HugePagePool> Read(LinuxRoot root, out Unavailability? reason)
    {
        SysfsDirectory directory = new(root, Path);
        List<HugePagePool> pools = [];
        foreach (string name in directory.List())
        {
            SysfsDirectory pool = directory.Child(name);
            if (HugePagePool.TryReadSize(name, out int size) && pool.Number("nr_hugepages") is { } total && pool.Number("free_hugepages") is { } free)
            {
                pools.Add(new HugePagePool(
                    size, total, free, pool.Number("resv_hugepages") ?? 0, pool.Number("surplus_hugepages") ?? 0,
                    pool.Number("nr_overcommit_hugepages") ?? 0));
            }
        }

        pools.Sort((a, b) => a.SizeKibibytes.CompareTo(b.SizeKibibytes));
        reason = pools.Count > 0 ? null : new Unavailability(Path, "this kernel has no huge page pools (CONFIG_HUGETLBFS)", "");
        return pools;
    }
}

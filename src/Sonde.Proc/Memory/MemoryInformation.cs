namespace Sonde.Proc.Memory;

/// <summary>
/// Where memory is used, at this instant. Properties are null where the kernel does not print the field. The per-node files
/// (/sys/devices/system/node/nodeN/meminfo) have the same format and are read as well.
/// Source: /proc/meminfo, proc_meminfo(5), Documentation/filesystems/proc.rst.
/// </summary>
public sealed class MemoryInformation : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/meminfo";

    /// <summary>Every field under the kernel's name, in KiB; those named HugePages_... are counts of huge pages.</summary>
    public NamedCounters Values { get; } = new();

    /// <summary>Memory that the kernel manages: the installed memory less what firmware and the kernel image took. KiB.</summary>
    public ulong? MemTotalKibibytes => Values["MemTotal"];

    /// <summary>Memory that nobody uses. KiB.</summary>
    public ulong? MemFreeKibibytes => Values["MemFree"];

    /// <summary>The kernel's estimate of what programs can still take without swapping. KiB; Linux 3.14.</summary>
    public ulong? MemAvailableKibibytes => Values["MemAvailable"];

    /// <summary>Page cache of block devices themselves. KiB.</summary>
    public ulong? BuffersKibibytes => Values["Buffers"];

    /// <summary>Page cache of files, shared memory and tmpfs included, swap cache not. KiB.</summary>
    public ulong? CachedKibibytes => Values["Cached"];

    /// <summary>Pages in memory that also have their copy in swap. KiB.</summary>
    public ulong? SwapCachedKibibytes => Values["SwapCached"];

    /// <summary>Pages used recently, not reclaimed unless needed. KiB.</summary>
    public ulong? ActiveKibibytes => Values["Active"];

    /// <summary>Pages not used recently, first to be reclaimed. KiB.</summary>
    public ulong? InactiveKibibytes => Values["Inactive"];

    /// <summary>Active page cache. KiB; Linux 2.6.28.</summary>
    public ulong? ActiveFileKibibytes => Values["Active(file)"];

    /// <summary>Inactive page cache. KiB; Linux 2.6.28.</summary>
    public ulong? InactiveFileKibibytes => Values["Inactive(file)"];

    /// <summary>Active memory of programs and tmpfs. KiB; Linux 2.6.28.</summary>
    public ulong? ActiveAnonymousKibibytes => Values["Active(anon)"];

    /// <summary>Inactive memory of programs and tmpfs. KiB; Linux 2.6.28.</summary>
    public ulong? InactiveAnonymousKibibytes => Values["Inactive(anon)"];

    /// <summary>Pages that cannot be reclaimed, such as locked ones. KiB.</summary>
    public ulong? UnevictableKibibytes => Values["Unevictable"];

    /// <summary>Pages locked by mlock(2). KiB.</summary>
    public ulong? MlockedKibibytes => Values["Mlocked"];

    /// <summary>Swap space. KiB.</summary>
    public ulong? SwapTotalKibibytes => Values["SwapTotal"];

    /// <summary>Swap space that is not used. KiB.</summary>
    public ulong? SwapFreeKibibytes => Values["SwapFree"];

    /// <summary>Page cache that waits to be written back. KiB.</summary>
    public ulong? DirtyKibibytes => Values["Dirty"];

    /// <summary>Page cache that is being written back. KiB.</summary>
    public ulong? WritebackKibibytes => Values["Writeback"];

    /// <summary>Memory of programs that is mapped and not backed by a file. KiB.</summary>
    public ulong? AnonPagesKibibytes => Values["AnonPages"];

    /// <summary>Page cache that programs have mapped. KiB.</summary>
    public ulong? MappedKibibytes => Values["Mapped"];

    /// <summary>Shared memory and tmpfs; part of Cached but not reclaimable without swap. KiB; Linux 2.6.32.</summary>
    public ulong? ShmemKibibytes => Values["Shmem"];

    /// <summary>Kernel objects, both kinds. KiB.</summary>
    public ulong? SlabKibibytes => Values["Slab"];

    /// <summary>Kernel objects that can be reclaimed, such as dentries and inodes. KiB.</summary>
    public ulong? SReclaimableKibibytes => Values["SReclaimable"];

    /// <summary>Kernel objects that cannot be reclaimed; one that only grows is a kernel leak. KiB.</summary>
    public ulong? SUnreclaimKibibytes => Values["SUnreclaim"];

    /// <summary>Kernel stacks of all threads. KiB; Linux 2.6.32.</summary>
    public ulong? KernelStackKibibytes => Values["KernelStack"];

    /// <summary>Page tables of all processes. KiB.</summary>
    public ulong? PageTablesKibibytes => Values["PageTables"];

    /// <summary>What may be promised to programs where overcommit is off (vm.overcommit_memory = 2). KiB.</summary>
    public ulong? CommitLimitKibibytes => Values["CommitLimit"];

    /// <summary>What has been promised to programs; may exceed the memory. KiB.</summary>
    public ulong? CommittedAsKibibytes => Values["Committed_AS"];

    /// <summary>Per-CPU areas of the kernel. KiB; Linux 4.20.</summary>
    public ulong? PerCpuKibibytes => Values["Percpu"];

    /// <summary>Memory taken out of use after a hardware error. KiB; kernels with memory-failure handling.</summary>
    public ulong? HardwareCorruptedKibibytes => Values["HardwareCorrupted"];

    /// <summary>Memory of programs in transparent huge pages. KiB.</summary>
    public ulong? AnonHugePagesKibibytes => Values["AnonHugePages"];

    /// <summary>Reserved huge pages of the default size. Count.</summary>
    public ulong? HugePagesTotal => Values["HugePages_Total"];

    /// <summary>Huge pages of the pool that nobody has. Count.</summary>
    public ulong? HugePagesFree => Values["HugePages_Free"];

    /// <summary>Free huge pages that are promised. Count.</summary>
    public ulong? HugePagesReserved => Values["HugePages_Rsvd"];

    /// <summary>Huge pages beyond the pool's size. Count.</summary>
    public ulong? HugePagesSurplus => Values["HugePages_Surp"];

    /// <summary>The default size of a huge page. KiB.</summary>
    public ulong? HugepagesizeKibibytes => Values["Hugepagesize"];

    /// <summary>Memory in huge pages of all sizes. KiB; Linux 4.20.</summary>
    public ulong? HugetlbKibibytes => Values["Hugetlb"];

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        Values.Begin();
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (line.StartsWith("Node "u8))
            {
                words.TryReadWord(out _);
                words.TryReadWord(out _);
            }

            if (words.TryReadUntil((byte)':', out ReadOnlySpan<byte> name) && words.TryReadUInt64(out ulong value))
                Values.Set(name.Trim((byte)' '), value);
        }

        if (MemTotalKibibytes is null)
            throw new KernelTextException("it lacks MemTotal");
    }
}

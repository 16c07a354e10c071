using Sonde.Proc.Memory;

namespace Sonde.Metrics.Rates;

/// <summary>
/// Memory as free and vmstat show it, in KiB, by the formulas of procps from 4.0.1 on: used is what is not available. What the kernel does not print is NaN.
/// Source: /proc/meminfo. Reused from sample to sample.
/// </summary>
public sealed class MemoryFigures
{
    /// <summary>Memory that the kernel manages (MemTotal).</summary>
    public double Total { get; private set; } = double.NaN;

    /// <summary>Memory in use: total less available; total less free where that is negative, as in some containers.</summary>
    public double Used { get; private set; } = double.NaN;

    /// <summary>Memory that nobody uses (MemFree).</summary>
    public double Free { get; private set; } = double.NaN;

    /// <summary>Shared memory and tmpfs (Shmem).</summary>
    public double Shared { get; private set; } = double.NaN;

    /// <summary>Page cache of block devices themselves (Buffers).</summary>
    public double Buffers { get; private set; } = double.NaN;

    /// <summary>Page cache of files, and kernel objects that can be reclaimed (Cached + SReclaimable).</summary>
    public double Cache { get; private set; } = double.NaN;

    /// <summary>Buffers and cache together.</summary>
    public double BuffersAndCache => Buffers + Cache;

    /// <summary>
    /// What programs can still take without swapping, as the kernel estimates it (MemAvailable); free memory where the kernel does not, or where
    /// it is more than there is, as under lxcfs.
    /// </summary>
    public double Available { get; private set; } = double.NaN;

    /// <summary>Pages not used recently (Inactive).</summary>
    public double Inactive { get; private set; } = double.NaN;

    /// <summary>Pages used recently (Active).</summary>
    public double Active { get; private set; } = double.NaN;

    /// <summary>Page cache that waits to be written back (Dirty).</summary>
    public double Dirty { get; private set; } = double.NaN;

    /// <summary>Page cache that is being written back (Writeback).</summary>
    public double Writeback { get; private set; } = double.NaN;

    /// <summary>Kernel objects, reclaimable or not (Slab).</summary>
    public double Slab { get; private set; } = double.NaN;

    /// <summary>Kernel objects that cannot be reclaimed (SUnreclaim).</summary>
    public double UnreclaimableSlab { get; private set; } = double.NaN;

    /// <summary>Memory of programs that no file backs (AnonPages).</summary>
    public double Anonymous { get; private set; } = double.NaN;

    /// <summary>Page tables of all processes (PageTables).</summary>
    public double PageTables { get; private set; } = double.NaN;

    /// <summary>Kernel stacks of all threads (KernelStack).</summary>
    public double KernelStacks { get; private set; } = double.NaN;

    /// <summary>Low memory of 32-bit kernels; all of it elsewhere.</summary>
    public double LowTotal { get; private set; } = double.NaN;

    /// <summary>Low memory that nobody uses.</summary>
    public double LowFree { get; private set; } = double.NaN;

    /// <summary>Low memory in use, cache included.</summary>
    public double LowUsed => LowTotal - LowFree;

    /// <summary>High memory of 32-bit kernels; 0 elsewhere.</summary>
    public double HighTotal { get; private set; } = double.NaN;

    /// <summary>High memory that nobody uses.</summary>
    public double HighFree { get; private set; } = double.NaN;

    /// <summary>High memory in use, cache included.</summary>
    public double HighUsed => HighTotal - HighFree;

    /// <summary>Swap space (SwapTotal).</summary>
    public double SwapTotal { get; private set; } = double.NaN;

    /// <summary>Swap space in use.</summary>
    public double SwapUsed => Math.Max(0, SwapTotal - SwapFree);

    /// <summary>Swap space that nobody uses (SwapFree).</summary>
    public double SwapFree { get; private set; } = double.NaN;

    /// <summary>Memory and swap together.</summary>
    public double MemoryAndSwapTotal => Total + SwapTotal;

    /// <summary>Memory and swap in use.</summary>
    public double MemoryAndSwapUsed => Used + SwapUsed;

    /// <summary>Memory and swap that nobody uses.</summary>
    public double MemoryAndSwapFree => Free + SwapFree;

    /// <summary>What may be promised to programs where overcommit is off (CommitLimit).</summary>
    public double CommitLimit { get; private set; } = double.NaN;

    /// <summary>What has been promised to programs (Committed_AS).</summary>
    public double Committed { get; private set; } = double.NaN;

    /// <summary>What could still be promised; negative where more was promised than the limit.</summary>
    public double Uncommitted => CommitLimit - Committed;

    /// <summary>Share of memory in use, percent.</summary>
    public double UsedPercent => Used * 100 / Total;

    /// <summary>Takes the figures from <paramref name="memory"/>; all are NaN where it is not available.</summary>
    public void Update(MemoryInformation memory)
    {
        bool known = memory.IsAvailable;
        double Of(ulong? kibibytes) => known && kibibytes is { } value ? value : double.NaN;

        Total = Of(memory.MemTotalKibibytes);
        Free = Of(memory.MemFreeKibibytes);
        Shared = Of(memory.ShmemKibibytes);
        Buffers = Of(memory.BuffersKibibytes);
        Cache = Of(memory.CachedKibibytes) + Of(memory.SReclaimableKibibytes ?? 0);
        Available = Of(memory.MemAvailableKibibytes);
        // Not: greater or unknown, so that an absent estimate falls back too.
        if (!(Available <= Total) || Available == 0)
            Available = Free;
        Used = Total - Available;
        if (Used < 0)
            Used = Total - Free;
        Inactive = Of(memory.InactiveKibibytes);
        Active = Of(memory.ActiveKibibytes);
        Dirty = Of(memory.DirtyKibibytes);
        Writeback = Of(memory.WritebackKibibytes);
        Slab = Of(memory.SlabKibibytes);
        UnreclaimableSlab = Of(memory.SUnreclaimKibibytes);
        Anonymous = Of(memory.AnonPagesKibibytes);
        PageTables = Of(memory.PageTablesKibibytes);
        KernelStacks = Of(memory.KernelStackKibibytes);
        SwapTotal = Of(memory.SwapTotalKibibytes);
        SwapFree = Of(memory.SwapFreeKibibytes);
        CommitLimit = Of(memory.CommitLimitKibibytes);
        Committed = Of(memory.CommittedAsKibibytes);
        UpdateZones(memory, known);
    }

    private void UpdateZones(MemoryInformation memory, bool known)
    {
        bool split = memory.Values["LowTotal"] is not null;
        LowTotal = split ? memory.Values["LowTotal"]!.Value : Total;
        LowFree = split ? memory.Values["LowFree"] ?? double.NaN : Free;
        HighTotal = known ? memory.Values["HighTotal"] ?? 0 : double.NaN;
        HighFree = known ? memory.Values["HighFree"] ?? 0 : double.NaN;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Sonde.Proc.Processes;

/// <summary>
/// What is known of one process, or one thread, at one moment. A value that was not asked for, or may not be read, is null; one that was
/// read earlier and cannot have changed, because the process used no CPU, is carried over.
/// </summary>
public struct ProcessSample
{
    internal ProcessStat StatValues;

    /// <summary>The values of the stat file.</summary>
    [UnscopedRef]
    public readonly ref readonly ProcessStat Stat => ref StatValues;

    /// <summary>Time on a CPU, in nanoseconds, of this one thread: for a process, of its main thread. Source: schedstat field 1.</summary>
    public ulong? OnCpuNanoseconds { get; internal set; }

    /// <summary>
    /// Time runnable but waiting for a CPU, in nanoseconds, of this one thread: for a process, of its main thread. Source: schedstat field 2.
    /// </summary>
    public ulong? RunDelayNanoseconds { get; internal set; }

    /// <summary>Times this one thread was put on a CPU; for a process, its main thread. Source: schedstat field 3.</summary>
    public ulong? TimeSlices { get; internal set; }

    /// <summary>Times this one thread gave up the CPU by itself; for a process, its main thread. Source: status.</summary>
    public ulong? VoluntaryContextSwitches { get; internal set; }

    /// <summary>Times this one thread was preempted; for a process, its main thread. Source: status.</summary>
    public ulong? NonVoluntaryContextSwitches { get; internal set; }

    /// <summary>The real user id. Source: status.</summary>
    public uint? UserId { get; internal set; }

    /// <summary>Memory in swap, in KiB. Source: status VmSwap; null for kernel threads and zombies, which have no memory.</summary>
    public ulong? SwapKibibytes { get; internal set; }

    /// <summary>Bytes fetched from storage, exited threads included. Source: io.</summary>
    public ulong? ReadBytes { get; internal set; }

    /// <summary>Bytes dirtied for storage, exited threads included; they are counted before they reach it. Source: io.</summary>
    public ulong? WriteBytes { get; internal set; }

    /// <summary>Dirtied bytes that were thrown away before they were written, by truncation or deletion. Source: io.</summary>
    public ulong? CancelledWriteBytes { get; internal set; }

    /// <summary>Open descriptors. Source: fd.</summary>
    public int? FileDescriptorCount { get; internal set; }

    /// <summary>Resident memory with shared pages divided by their users, in KiB. Source: smaps_rollup Pss.</summary>
    public ulong? ProportionalSetKibibytes { get; internal set; }

    /// <summary>Memory that only this process uses, in KiB. Source: smaps_rollup Private_Clean + Private_Dirty.</summary>
    public ulong? UniqueSetKibibytes { get; internal set; }
}

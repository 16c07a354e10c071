namespace Sonde.Diagnosis.Observations;

/// <summary>How the parts of a process's resident memory grew over the part of the window in which they were watched. Source: /proc/PID/status.</summary>
/// <param name="Pid">The process.</param>
/// <param name="Seconds">How long it was watched.</param>
/// <param name="AnonymousKibibytes">Growth of heaps and stacks, KiB (RssAnon); what was swapped out counts as well (VmSwap).</param>
/// <param name="FileKibibytes">Growth of mapped files, KiB (RssFile): the kernel can drop them.</param>
/// <param name="SharedKibibytes">Growth of shared memory and tmpfs files, KiB (RssShmem).</param>
public sealed record MemoryGrowth(int Pid, double Seconds, double AnonymousKibibytes, double FileKibibytes, double SharedKibibytes)
{
    /// <summary>Private memory at the end, KiB: RssAnon and VmSwap.</summary>
    public double AnonymousHeldKibibytes { get; init; } = double.NaN;

    /// <summary>Growth of private memory per second, bytes.</summary>
    public double AnonymousBytesPerSecond => AnonymousKibibytes * 1024 / Seconds;
}

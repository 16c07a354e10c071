namespace Sonde.Diagnosis.Rules.Tasks;

/// <summary>What a task in uninterruptible sleep waits for, told by the kernel function that it sleeps in (wchan, without the scheduler's own).</summary>
internal enum WaitPlace
{
    /// <summary>Something else, or the function may not be known.</summary>
    Unknown,

    /// <summary>A block device: pages, buffers, the journal, a place in the queue.</summary>
    Storage,

    /// <summary>A file server or a FUSE process.</summary>
    Network,

    /// <summary>The end of a freeze of its file system (fsfreeze, a snapshot).</summary>
    FrozenFileSystem,

    /// <summary>The end of a freeze of its control group.</summary>
    FrozenGroup,

    /// <summary>A child made with vfork() that has not started its program.</summary>
    VforkChild,

    /// <summary>A lock of the kernel that another task holds.</summary>
    KernelLock,
}

namespace Sonde.Diagnosis.Rules.Tasks;

/// <summary>Tells from a kernel function's name what a task waits for. Names hold parts, since they gain and lose suffixes from release to release.</summary>
internal static class WaitPlaces
{
    private static readonly (string Part, WaitPlace Place)[] Parts =
    [
        ("refrigerator", WaitPlace.FrozenGroup), // kernel/freezer.c
        ("wait_for_vfork_done", WaitPlace.VforkChild), // kernel/fork.c, inlined into kernel_clone
        ("kernel_clone", WaitPlace.VforkChild),
        ("do_fork", WaitPlace.VforkChild), // before 5.10
        ("percpu_rwsem_wait", WaitPlace.FrozenFileSystem), // kernel/locking/percpu-rwsem.c, by sb_start_write()
        ("sb_start_", WaitPlace.FrozenFileSystem), // fs/super.c
        ("rpc_", WaitPlace.Network), // net/sunrpc
        ("nfs", WaitPlace.Network), // fs/nfs
        ("cifs", WaitPlace.Network),
        ("smb2", WaitPlace.Network),
        ("ceph", WaitPlace.Network),
        ("fuse", WaitPlace.Network),
        ("request_wait_answer", WaitPlace.Network), // fs/fuse/dev.c
        ("io_schedule", WaitPlace.Storage),
        ("folio_wait", WaitPlace.Storage), // mm/filemap.c
        ("wait_on_page", WaitPlace.Storage), // before 5.16
        ("wait_on_buffer", WaitPlace.Storage), // fs/buffer.c
        ("bit_wait_io", WaitPlace.Storage),
        ("balance_dirty_pages", WaitPlace.Storage), // mm/page-writeback.c
        ("blk", WaitPlace.Storage), // block/
        ("submit_bio_wait", WaitPlace.Storage),
        ("rq_qos_wait", WaitPlace.Storage),
        ("wbt_wait", WaitPlace.Storage),
        ("iomap_dio", WaitPlace.Storage),
        ("dio_", WaitPlace.Storage), // fs/direct-io.c
        ("jbd2", WaitPlace.Storage), // the journal of ext4
        ("xlog", WaitPlace.Storage), // the log of XFS
        ("xfs_", WaitPlace.Storage),
        ("btrfs", WaitPlace.Storage),
        ("raid", WaitPlace.Storage),
        ("swap_read", WaitPlace.Storage),
        ("rwsem", WaitPlace.KernelLock),
        ("mutex", WaitPlace.KernelLock),
        ("down_", WaitPlace.KernelLock),
    ];

    /// <summary>What a task waits for that sleeps in <paramref name="function"/>.</summary>
    public static WaitPlace Of(string? function)
    {
        if (function is null)
            return WaitPlace.Unknown;
        foreach ((string part, WaitPlace place) in Parts)
        {
            if (function.Contains(part, StringComparison.Ordinal))
                return place;
        }

        return WaitPlace.Unknown;
    }

    /// <summary>The wait in a few words.</summary>
    public static string Describe(WaitPlace place) => place switch
    {
        WaitPlace.Storage => "they wait for storage",
        WaitPlace.Network => "they wait for a file server or a FUSE process",
        WaitPlace.FrozenFileSystem => "their file system is frozen",
        WaitPlace.FrozenGroup => "their control group is frozen",
        WaitPlace.VforkChild => "they wait for a vfork() child that does not start its program",
        WaitPlace.KernelLock => "they wait for a kernel lock that another task holds",
        _ => "they wait in the kernel",
    };
}

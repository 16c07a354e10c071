namespace Sonde.Proc.Devices;

/// <summary>What stands behind a block device.</summary>
public enum BlockDeviceKind
{
    /// <summary>A disk, real or of a hypervisor.</summary>
    Disk,

    /// <summary>A device-mapper target (LVM, dm-crypt, multipath): its I/O is counted again at the devices below.</summary>
    DeviceMapper,

    /// <summary>A software RAID (md): its I/O is counted again at the devices below.</summary>
    SoftwareRaid,

    /// <summary>A loop device: its I/O is counted again at the disk that has the file.</summary>
    Loop,

    /// <summary>Compressed memory.</summary>
    Zram,

    /// <summary>Plain memory (ram, pmem excluded).</summary>
    RamDisk,

    /// <summary>A network block device (nbd, rbd, drbd).</summary>
    Network,

    /// <summary>An optical or floppy drive.</summary>
    Removable,
}

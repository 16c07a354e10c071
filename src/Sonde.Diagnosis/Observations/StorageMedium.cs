namespace Sonde.Diagnosis.Observations;

/// <summary>What kind of block device it is, which decides what is slow for it.</summary>
public enum StorageMedium
{
    /// <summary>A disk that turns: one request at a time, milliseconds each.</summary>
    Rotational,

    /// <summary>A SATA or SAS solid-state disk.</summary>
    SolidState,

    /// <summary>An NVMe disk: many requests at a time.</summary>
    Nvme,

    /// <summary>A paravirtual disk (virtio, Xen, cloud): what is behind it is not known.</summary>
    Virtual,

    /// <summary>A device without hardware of its own: loop, RAM, zram, device mapper, md. Its load shows on the devices below as well.</summary>
    Stacked,
}

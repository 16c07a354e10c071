using Sonde.Proc.Memory;

namespace Sonde.Metrics.Catalogue;

/// <summary>The fields of the kernel's object caches, from /proc/slabinfo (slabinfo(5)).</summary>
public static class SlabFields
{
    private const string Source = "/proc/slabinfo";

    /// <summary>vmstat -m Cache.</summary>
    public static readonly TextField<SlabCache> Name =
        new("slab", Source, "the cache's name; caches of like objects may be merged under one", static r => r.Name);

    /// <summary>vmstat -m Num.</summary>
    public static readonly NumberField<SlabCache> ActiveObjects =
        Gauge("slab_active_objects", "", "active_objs", "objects in use, those in per-CPU lists included", static r => r.ActiveObjects);

    /// <summary>vmstat -m Total.</summary>
    public static readonly NumberField<SlabCache> Objects =
        Gauge("slab_objects", "", "num_objs", "objects for which there is room", static r => r.Objects);

    /// <summary>vmstat -m Size.</summary>
    public static readonly NumberField<SlabCache> ObjectSize =
        Gauge("slab_object_bytes", "bytes", "objsize", "size of an object, padding included", static r => r.ObjectSizeBytes);

    /// <summary>vmstat -m Pages.</summary>
    public static readonly NumberField<SlabCache> ObjectsPerSlab =
        Gauge("slab_objects_per_slab", "", "objperslab", "objects in a slab; vmstat heads this column Pages", static r => r.ObjectsPerSlab);

    /// <summary>All fields of this area.</summary>
    public static IReadOnlyList<Field> All => [Name, ActiveObjects, Objects, ObjectSize, ObjectsPerSlab];

    private static NumberField<SlabCache> Gauge(string id, string unit, string name, string meaning, Func<SlabCache, double> read) =>
        new(id, unit, FieldKind.Gauge, Source + " " + name, name, meaning, read);
}

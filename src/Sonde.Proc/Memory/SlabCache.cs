namespace Sonde.Proc.Memory;

/// <summary>One cache of kernel objects.</summary>
/// <param name="Name">The cache, such as dentry or kmalloc-64; caches of like objects may be merged under one name.</param>
/// <param name="ActiveObjects">Objects in use; those in per-CPU lists count as used.</param>
/// <param name="Objects">Objects for which there is room.</param>
/// <param name="ObjectSizeBytes">The size of an object in bytes, padding included.</param>
/// <param name="ObjectsPerSlab">Objects in a slab.</param>
/// <param name="PagesPerSlab">Pages of a slab.</param>
/// <param name="ActiveSlabs">Slabs in use; with SLUB the same as <paramref name="Slabs"/>.</param>
/// <param name="Slabs">Slabs that exist. Times <paramref name="PagesPerSlab"/> this is the cache's memory, at most: slabs of a fallback order are smaller.</param>
public readonly record struct SlabCache(
    string Name,
    ulong ActiveObjects,
    ulong Objects,
    ulong ObjectSizeBytes,
    ulong ObjectsPerSlab,
    ulong PagesPerSlab,
    ulong ActiveSlabs,
    ulong Slabs);

namespace Sonde.Metrics.Catalogue;

/// <summary>Every field that Sonde knows, by area. docs/fields.md and <c>sonde explain FIELD</c> come from here.</summary>
public static class FieldCatalogue
{
    /// <summary>The areas in the order in which they are documented: a title and its fields.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<Field> Fields)> Areas =>
    [
        ("Load", LoadFields.All),
        ("CPU", CpuFields.All),
        ("Whole machine", SystemFields.All),
        ("Interrupts", InterruptFields.All),
        ("Memory", MemoryFields.All),
        ("Paging and reclaim", VirtualMemoryFields.All),
        ("Kernel objects", SlabFields.All),
        ("Block devices", DiskFields.All),
        ("Block devices, counters", DiskTotalFields.All),
        ("Network interfaces", InterfaceFields.All),
        ("Packet reception", SoftnetFields.All),
        ("Protocols", ProtocolFields.All),
        ("Sockets", SocketFields.All),
        ("Processes and threads", TaskFields.All),
        ("Open files", FileHandleFields.All),
        ("Pressure", PressureFields.All),
        ("Counters since boot", TotalFields.All),
    ];

    /// <summary>All fields.</summary>
    public static IEnumerable<Field> All => Areas.SelectMany(static area => area.Fields);

    /// <summary>The field with <paramref name="id"/>, or null.</summary>
    public static Field? Find(string id) => All.FirstOrDefault(field => string.Equals(field.Id, id, StringComparison.Ordinal));
}

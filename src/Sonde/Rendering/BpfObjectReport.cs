using System.Text.Encodings.Web;
using System.Text.Json;
using Sonde.Bpf.Maps;
using Sonde.Bpf.Objects;
using Sonde.Bpf.Programs;
using Sonde.CommandLine;
using Sonde.Linux.Bpf;
using Sonde.Terminal;

namespace Sonde.Rendering;

/// <summary>BPF objects as text or JSON, ready to be written.</summary>
internal static class BpfObjectReport
{
    /// <summary>All objects, or those of one kind.</summary>
    public static byte[] List(BpfObjectKind? kind, TerminalPage page, bool json)
    {
        IReadOnlyList<ProgramDescription> programs = kind is null or BpfObjectKind.Program ? BpfInventory.Programs() : [];
        IReadOnlyList<LinkDescription> links = kind is null or BpfObjectKind.Link ? BpfInventory.Links() : [];
        IReadOnlyList<(uint Id, BpfMap Map)> maps = kind is null or BpfObjectKind.Map ? BpfInventory.OpenMaps() : [];
        // The maps are open here too, and this process is no owner that anybody wants to see.
        ILookup<(BpfObjectKind, uint), BpfOwner> owners = BpfOwners.Read().Where(owner => owner.Process != Environment.ProcessId).ToLookup(owner => (owner.Kind, owner.Id));
        try
        {
            return json ? Json(kind, programs, links, maps, owners) : Text(kind, programs, links, maps, owners, page);
        }
        finally
        {
            foreach ((_, BpfMap map) in maps)
                map.Dispose();
        }
    }

    /// <summary>One object.</summary>
    public static byte[] Show(BpfObjectKind kind, uint id, TerminalPage page, bool json)
    {
        ILookup<(BpfObjectKind, uint), BpfOwner> owners = BpfOwners.Read().Where(owner => owner.Process != Environment.ProcessId).ToLookup(owner => (owner.Kind, owner.Id));
        switch (kind)
        {
            case BpfObjectKind.Program:
                ProgramDescription program = BpfInventory.Programs().FirstOrDefault(found => found.Id == id) ?? throw Missing(kind, id);
                return json ? Json(kind, [program], [], [], owners) : Text(kind, [program], [], [], owners, page);
            case BpfObjectKind.Link:
                LinkDescription link = BpfInventory.Links().FirstOrDefault(found => found.Id == id) ?? throw Missing(kind, id);
                return json ? Json(kind, [], [link], [], owners) : Text(kind, [], [link], [], owners, page);
            default:
                using (BpfMap map = BpfMap.Open(id) ?? throw Missing(kind, id))
                    return json ? Json(kind, [], [], [(id, map)], owners) : Text(kind, [], [], [(id, map)], owners, page);
        }
    }

    /// <summary>A program's instructions or a map's elements.</summary>
    public static byte[] Dump(BpfObjectKind kind, uint id, TerminalPage page, bool json)
    {
        switch (kind)
        {
            case BpfObjectKind.Program:
                using (BpfProgram program = BpfProgram.Open(id) ?? throw Missing(kind, id))
                    return BpfDumpText.Program(program, page, json);
            case BpfObjectKind.Map:
                using (BpfMap map = BpfMap.Open(id) ?? throw Missing(kind, id))
                    return BpfDumpText.Map(map, page, json);
            default:
                throw new CommandFailure(ExitCode.Usage, "a link has nothing to dump", "sonde bpf show link tells of it");
        }
    }

    /// <summary>JSON as all commands write it.</summary>
    public static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", "sonde.bpf/1");
            write(json);
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
        return stream.ToArray();
    }

    private static CommandFailure Missing(BpfObjectKind kind, uint id) =>
        new(ExitCode.NoInput, $"there is no BPF {kind.ToString().ToLowerInvariant()} {id}", "see sonde bpf list");

    private static byte[] Text(
        BpfObjectKind? kind, IReadOnlyList<ProgramDescription> programs, IReadOnlyList<LinkDescription> links, IReadOnlyList<(uint Id, BpfMap Map)> maps,
        ILookup<(BpfObjectKind, uint), BpfOwner> owners, TerminalPage page)
    {
        if (kind is null or BpfObjectKind.Program)
            BpfObjectTables.Write("Programs", BpfObjectTables.Programs(programs, owners), page);
        if (kind is null or BpfObjectKind.Link)
            BpfObjectTables.Write("Links", BpfObjectTables.Links(links, owners), page);
        if (kind is null or BpfObjectKind.Map)
            BpfObjectTables.Write("Maps", BpfObjectTables.Maps(maps, owners), page);
        return page.Written.ToArray();
    }

    private static byte[] Json(
        BpfObjectKind? kind, IReadOnlyList<ProgramDescription> programs, IReadOnlyList<LinkDescription> links, IReadOnlyList<(uint Id, BpfMap Map)> maps,
        ILookup<(BpfObjectKind, uint), BpfOwner> owners) => Json(json =>
    {
        if (kind is null or BpfObjectKind.Program)
            BpfObjectJson.Programs(json, programs, owners);
        if (kind is null or BpfObjectKind.Link)
            BpfObjectJson.Links(json, links, owners);
        if (kind is null or BpfObjectKind.Map)
            BpfObjectJson.Maps(json, maps, owners);
    });
}

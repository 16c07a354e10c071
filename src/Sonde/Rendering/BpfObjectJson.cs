using System.Text.Json;
using Sonde.Bpf.Maps;
using Sonde.Bpf.Objects;
using Sonde.Bpf.Programs;
using Sonde.Linux.Bpf;

namespace Sonde.Rendering;

/// <summary>BPF objects in the schema sonde.bpf/1.</summary>
internal static class BpfObjectJson
{
    /// <summary>The array of programs.</summary>
    public static void Programs(Utf8JsonWriter json, IReadOnlyList<ProgramDescription> programs, ILookup<(BpfObjectKind, uint), BpfOwner> owners)
    {
        json.WriteStartArray("programs");
        foreach (ProgramDescription program in programs)
        {
            json.WriteStartObject();
            json.WriteNumber("id", program.Id);
            json.WriteString("type", program.Type.ToString());
            json.WriteString("name", program.Name);
            json.WriteString("tag", program.Tag);
            json.WriteBoolean("gpl_compatible", program.IsGplCompatible);
            json.WriteNumber("loaded_seconds_after_boot", program.SinceBoot.TotalSeconds);
            json.WriteNumber("uid", program.UserId);
            json.WriteNumber("run_count", program.RunCount);
            json.WriteNumber("run_time_ns", program.RunTimeNanoseconds);
            json.WriteNumber("instruction_bytes", program.InstructionBytes);
            json.WriteNumber("native_bytes", program.NativeBytes);
            json.WriteNumber("verified_instructions", program.VerifiedInstructions);
            json.WriteNumber("btf_id", program.BtfId);
            json.WriteStartArray("map_ids");
            foreach (uint map in program.MapIds)
                json.WriteNumberValue(map);
            json.WriteEndArray();
            Owners(json, owners[(BpfObjectKind.Program, program.Id)]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The array of links.</summary>
    public static void Links(Utf8JsonWriter json, IReadOnlyList<LinkDescription> links, ILookup<(BpfObjectKind, uint), BpfOwner> owners)
    {
        json.WriteStartArray("links");
        foreach (LinkDescription link in links)
        {
            json.WriteStartObject();
            json.WriteNumber("id", link.Id);
            json.WriteString("type", link.Type.ToString());
            json.WriteNumber("program_id", link.ProgramId);
            json.WriteString("target", link.Target);
            Owners(json, owners[(BpfObjectKind.Link, link.Id)]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The array of maps.</summary>
    public static void Maps(Utf8JsonWriter json, IReadOnlyList<(uint Id, BpfMap Map)> maps, ILookup<(BpfObjectKind, uint), BpfOwner> owners)
    {
        json.WriteStartArray("maps");
        foreach ((uint id, BpfMap map) in maps)
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            json.WriteString("type", map.Type.ToString());
            json.WriteString("name", map.Name);
            json.WriteNumber("key_bytes", map.KeySize);
            json.WriteNumber("value_bytes", map.ValueSize);
            json.WriteNumber("max_entries", map.MaximumEntries);
            json.WriteNumber("flags", (int)map.Flags);
            Owners(json, owners[(BpfObjectKind.Map, id)]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Owners(Utf8JsonWriter json, IEnumerable<BpfOwner> owners)
    {
        json.WriteStartArray("held_by");
        foreach (BpfOwner owner in owners)
        {
            json.WriteStartObject();
            json.WriteNumber("pid", owner.Process);
            json.WriteString("comm", owner.Command);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

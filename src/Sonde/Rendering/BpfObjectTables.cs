using Sonde.Bpf.Maps;
using Sonde.Bpf.Objects;
using Sonde.Bpf.Programs;
using Sonde.Linux.Bpf;
using Sonde.Terminal;

namespace Sonde.Rendering;

/// <summary>BPF objects in tables.</summary>
internal static class BpfObjectTables
{
    /// <summary>A heading and its table, or that there is nothing.</summary>
    public static void Write(string heading, Table table, TerminalPage page)
    {
        page.WriteLine(new StyledText(heading, Style.Bold));
        if (table.RowCount > 0)
            page.Write(table, 2);
        else
            page.WriteLine(new StyledText("none", Style.Dim), 2);
        page.WriteLine();
    }

    /// <summary>Programs.</summary>
    public static Table Programs(IReadOnlyList<ProgramDescription> programs, ILookup<(BpfObjectKind, uint), BpfOwner> owners)
    {
        Table table = new(
            Figure("id"), new TableColumn("type"), new TableColumn("name"), new TableColumn("tag") { DropOrder = 3 }, Figure("runs"), Figure("ns/run"),
            Figure("instructions", 2), Figure("native bytes", 4), new TableColumn("maps") { DropOrder = 1 }, new TableColumn("held by") { MinWidth = 20 });
        foreach (ProgramDescription program in programs)
        {
            table.Add(
                $"{program.Id}", $"{program.Type}", program.Name, program.Tag, program.RunCount > 0 ? $"{program.RunCount}" : "-",
                program.RunCount > 0 ? $"{program.RunTimeNanoseconds / program.RunCount}" : "-", $"{program.InstructionBytes / 8}", $"{program.NativeBytes}",
                string.Join(',', program.MapIds), Owners(owners[(BpfObjectKind.Program, program.Id)]));
        }

        return table;
    }

    /// <summary>Links.</summary>
    public static Table Links(IReadOnlyList<LinkDescription> links, ILookup<(BpfObjectKind, uint), BpfOwner> owners)
    {
        Table table = new(Figure("id"), new TableColumn("type"), Figure("program"), new TableColumn("target") { MinWidth = 12 }, new TableColumn("held by") { MinWidth = 20 });
        foreach (LinkDescription link in links)
            table.Add($"{link.Id}", $"{link.Type}", $"{link.ProgramId}", link.Target, Owners(owners[(BpfObjectKind.Link, link.Id)]));
        return table;
    }

    /// <summary>Maps.</summary>
    public static Table Maps(IReadOnlyList<(uint Id, BpfMap Map)> maps, ILookup<(BpfObjectKind, uint), BpfOwner> owners)
    {
        Table table = new(
            Figure("id"), new TableColumn("type"), new TableColumn("name"), Figure("key bytes"), Figure("value bytes"), Figure("most elements"), new TableColumn("held by") { MinWidth = 20 });
        foreach ((uint id, BpfMap map) in maps)
            table.Add($"{id}", $"{map.Type}", map.Name, $"{map.KeySize}", $"{map.ValueSize}", $"{map.MaximumEntries}", Owners(owners[(BpfObjectKind.Map, id)]));
        return table;
    }

    private static string Owners(IEnumerable<BpfOwner> owners) => string.Join(", ", owners.Select(owner => $"{owner.Command}({owner.Process})"));

    private static TableColumn Figure(string header, int dropOrder = 0) => new(header) { IsRightAligned = true, DropOrder = dropOrder };
}

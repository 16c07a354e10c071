using Sonde.Architecture.Tests.Assemblies;
using Sonde.Architecture.Tests.Projects;
using Sonde.Testing;

namespace Sonde.Architecture.Tests;

public sealed class RoomDependencyTests
{
    public static TheoryData<string> Names => Rooms.Names;

    [Fact]
    public void Rooms_are_the_projects_under_src() =>
        Assert.Equal(Rooms.All.Select(room => room.Name).Order(StringComparer.Ordinal), ProjectFile.Below("src").Select(project => project.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Table_of_the_architecture_page_is_the_table_of_these_tests()
    {
        IEnumerable<string> documented = File.ReadLines(SourceTree.PathOf("docs/architecture.md"))
            .Where(line => line.StartsWith("| `src/", StringComparison.Ordinal))
            .Select(line => line.Split('|'))
            .Select(cells => $"{cells[1].Trim(' ', '`')}: {cells[^2].Trim()}");
        Assert.Equal(Rooms.All.Select(room => $"src/{room.Name}: {MayUse(room)}").Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Project_refers_only_to_what_its_room_may_use(string name)
    {
        Room room = Rooms.Named(name);
        ProjectFile project = ProjectFile.Below("src").Single(file => file.Name == name);
        Assert.Empty(project.Projects.Except(room.MayUse.Select(used => used.Name)));
        Assert.Empty(project.Packages.Except(room.Packages));
        Assert.Equal(room.AllowsUnsafe, project.AllowsUnsafe);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Assembly_refers_only_to_what_its_room_may_use(string name)
    {
        Room room = Rooms.Named(name);
        using RoomAssembly assembly = new(room);
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        IEnumerable<string> foreign = assembly.References.Where(reference => !File.Exists(Path.Combine(framework, reference + ".dll")));
        Assert.Empty(foreign.Except(room.MayUse.Select(used => used.AssemblyName)).Except(room.Packages));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Native_functions_are_declared_only_where_the_kernel_is_called(string name)
    {
        Room room = Rooms.Named(name);
        using RoomAssembly assembly = new(room);
        if (room.CallsKernel)
            Assert.NotEmpty(assembly.NativeFunctions);
        else
            Assert.Empty(assembly.NativeFunctions);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Namespaces_of_a_room_do_not_use_each_other_in_a_circle(string name)
    {
        using RoomAssembly assembly = new(Rooms.Named(name));
        Dictionary<string, HashSet<string>> types = assembly.TypeUses;
        Dictionary<string, HashSet<string>> namespaces = [];
        Dictionary<(string, string), string> examples = [];
        foreach ((string type, HashSet<string> uses) in types)
        {
            foreach (string used in uses.Select(RoomAssembly.OutermostOf).Where(types.ContainsKey))
            {
                (string From, string To) edge = (NamespaceOf(type), NamespaceOf(used));
                if (edge.From == edge.To || edge.From == "" || edge.To == "")
                    continue;
                if (!namespaces.TryGetValue(edge.From, out HashSet<string>? targets))
                    namespaces[edge.From] = targets = [];
                targets.Add(edge.To);
                examples.TryAdd(edge, $"{type} uses {used}");
            }
        }

        Assert.Empty(Cycles.Of(namespaces).Select(cycle => string.Join("; ", cycle.Zip(cycle.Skip(1)).Select(edge => examples[edge]))));
    }

    private static string MayUse(Room room) =>
        room.MayUse.Count == 0 ? "nothing" : string.Join(", ", room.MayUse.Select(used => used.Name.Replace("Sonde.", "", StringComparison.Ordinal)));

    private static string NamespaceOf(string type) => type.LastIndexOf('.') is > 0 and int dot ? type[..dot] : "";
}

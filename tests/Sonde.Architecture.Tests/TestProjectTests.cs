using System.Xml.Linq;
using Sonde.Architecture.Tests.Projects;
using Sonde.Architecture.Tests.Sources;
using Sonde.Testing;

namespace Sonde.Architecture.Tests;

public sealed class TestProjectTests
{
    // Test projects that look at the product as a whole.
    private static readonly string[] OfTheWhole = ["Sonde.Architecture.Tests", "Sonde.Incidents.Tests", "Sonde.Kernel.Tests", "Sonde.Peers.Tests"];

    [Fact]
    public void Each_room_has_a_test_project_of_its_name() =>
        Assert.Equal(
            Rooms.All.Select(room => room.Name + ".Tests").Concat(OfTheWhole).Append("Sonde.Testing").Order(StringComparer.Ordinal),
            ProjectFile.Below("tests").Select(project => project.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Folders_of_tests_are_the_folders_of_their_room()
    {
        HashSet<string> folders = [.. SourceFile.All.Where(file => file.IsProduct).SelectMany(Above)];
        IEnumerable<string> unmatched = from room in Rooms.All
                                        from file in SourceFile.All
                                        where file.Project == $"tests/{room.Name}.Tests"
                                        let folder = Path.GetDirectoryName(file.Path)!.Replace($"tests/{room.Name}.Tests", $"src/{room.Name}", StringComparison.Ordinal)
                                        where !folders.Contains(folder)
                                        select file.Path;
        Assert.Empty(unmatched);
    }

    [Fact]
    public void Solution_lists_every_project()
    {
        IEnumerable<string> listed = XDocument.Load(SourceTree.PathOf("Sonde.slnx")).Descendants("Project").Select(project => (string)project.Attribute("Path")!);
        IEnumerable<string> present = ProjectFile.Below("src").Concat(ProjectFile.Below("tests")).Select(project => Path.GetRelativePath(SourceTree.Root, project.Path));
        Assert.Equal(present.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Above(SourceFile file)
    {
        for (string? folder = Path.GetDirectoryName(file.Path); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
            yield return folder;
    }
}

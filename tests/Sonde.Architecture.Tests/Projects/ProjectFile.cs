using System.Xml.Linq;
using Sonde.Testing;

namespace Sonde.Architecture.Tests.Projects;

/// <summary>What a project file says.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _document;

    private ProjectFile(string path)
    {
        Path = path;
        _document = XDocument.Load(path);
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The names of the projects that it refers to.</summary>
    public IEnumerable<string> Projects => Includes("ProjectReference").Select(path => System.IO.Path.GetFileNameWithoutExtension(path));

    /// <summary>The names of the packages that it refers to.</summary>
    public IEnumerable<string> Packages => Includes("PackageReference");

    public bool AllowsUnsafe => _document.Descendants("AllowUnsafeBlocks").Any(element => (bool)element);

    /// <summary>The projects one folder below <paramref name="folder"/> of the source tree.</summary>
    public static IEnumerable<ProjectFile> Below(string folder) =>
        Directory.GetDirectories(SourceTree.PathOf(folder))
            .SelectMany(project => Directory.GetFiles(project, "*.csproj"))
            .Order(StringComparer.Ordinal)
            .Select(path => new ProjectFile(path));

    private IEnumerable<string> Includes(string item) => _document.Descendants(item).Select(element => (string)element.Attribute("Include")!);
}

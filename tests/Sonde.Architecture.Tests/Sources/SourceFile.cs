using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Sonde.Testing;

namespace Sonde.Architecture.Tests.Sources;

/// <summary>A C# file of the project, parsed.</summary>
internal sealed class SourceFile
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    private SourceFile(string path)
    {
        Path = System.IO.Path.GetRelativePath(SourceTree.Root, path);
        string text = File.ReadAllText(path);
        Lines = text.AsSpan().Count('\n');
        Root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text, Language).GetRoot();
    }

    /// <summary>Every C# file under src/, tests/ and bench/, in the order of their paths.</summary>
    public static IReadOnlyList<SourceFile> All { get; } =
    [
        .. from folder in (string[])["src", "tests", "bench"]
           where Directory.Exists(SourceTree.PathOf(folder))
           from path in Directory.EnumerateFiles(SourceTree.PathOf(folder), "*.cs", SearchOption.AllDirectories)
           orderby path
           select new SourceFile(path),
    ];

    /// <summary>The path from the root of the source tree.</summary>
    public string Path { get; }

    /// <summary>The file's name up to the first dot: the part after it names the aspect of a type that fills several files.</summary>
    public string Subject => System.IO.Path.GetFileName(Path).Split('.')[0];

    /// <summary>The project's folder, such as src/Sonde.Proc.</summary>
    public string Project => string.Join('/', Path.Split('/').Take(2));

    public bool IsProduct => Path.StartsWith("src/", StringComparison.Ordinal);

    public int Lines { get; }

    public CompilationUnitSyntax Root { get; }

    /// <summary>The types that are declared in no other type.</summary>
    public IEnumerable<MemberDeclarationSyntax> OutermostTypes => Root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<MemberDeclarationSyntax>()
        .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    /// <summary>The namespace that the file declares, or empty.</summary>
    public string Namespace => Root.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString() ?? "";

    /// <summary>Every piece of code with a body of its own: methods, constructors, accessors, operators and local functions.</summary>
    public IEnumerable<SourceMethod> Methods => Root.DescendantNodes().Where(SourceMethod.IsMethod).Select(node => new SourceMethod(this, node));
}

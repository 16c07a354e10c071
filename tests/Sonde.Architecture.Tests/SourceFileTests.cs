using Microsoft.CodeAnalysis.CSharp.Syntax;
using Sonde.Architecture.Tests.Sources;

namespace Sonde.Architecture.Tests;

public sealed class SourceFileTests
{
    // A name that says nothing collects everything.
    private static readonly string[] VagueWords = ["Common", "Helper", "Manager", "Misc", "Util"];

    // Files of nothing but attributes of the assembly have neither type nor namespace.
    private static IEnumerable<SourceFile> Files => SourceFile.All.Where(file => file.Root.Members.Count > 0);

    [Fact]
    public void File_holds_one_type_and_has_its_name() =>
        Assert.Empty(Files.Where(file => !file.OutermostTypes.Select(NameOf).Distinct().SequenceEqual([file.Subject])).Select(file => file.Path));

    [Fact]
    public void Namespace_is_the_folder() =>
        Assert.Empty(Files
            .Where(file => file.Namespace != string.Join('.', file.Path.Split('/')[1..^1]))
            .Select(file => $"{file.Path} declares {file.Namespace}"));

    // What the kernel calls the functions that it offers to BPF programs.
    private static readonly string[] RoomsOfHelpers = ["/Sonde.Bpf", "/Sonde.Tracing"];

    [Fact]
    public void Name_says_what_the_file_is_about() => Assert.Empty(SourceFile.All.Where(IsVague).Select(file => file.Path));

    [Fact]
    public void Caught_exception_is_answered() =>
        Assert.Empty(SourceFile.All.SelectMany(file => file.Root.DescendantNodes()
            .OfType<CatchClauseSyntax>()
            .Where(caught => caught.Block.Statements.Count == 0)
            .Select(caught => $"{file.Path}:{caught.GetLocation().GetLineSpan().StartLinePosition.Line + 1}")));

    private static bool IsVague(SourceFile file) => Array.Exists(VagueWords, word => file.Path.Contains(word, StringComparison.Ordinal)
        && !(word == "Helper" && Array.Exists(RoomsOfHelpers, room => file.Path.Contains(room, StringComparison.Ordinal))));

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax declared => declared.Identifier.Text,
        DelegateDeclarationSyntax declared => declared.Identifier.Text,
        _ => "",
    };
}

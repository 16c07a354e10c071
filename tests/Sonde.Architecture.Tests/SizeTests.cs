using Sonde.Architecture.Tests.Sources;

namespace Sonde.Architecture.Tests;

public sealed class SizeTests
{
    private const int LongestFile = 600;
    private const int UsualFile = 300;
    private const double UsualShare = 0.9;
    private const int LongestMethod = 60;

    // Methods that read better whole, each with the reason.
    private static readonly Dictionary<string, string> LongMethods = [];

    private static readonly IReadOnlyList<SourceMethod> Methods = [.. SourceFile.All.SelectMany(file => file.Methods)];

    [Fact]
    public void Files_stay_small()
    {
        Print("files", [.. SourceFile.All.Select(file => (file.Lines, file.Path))]);
        Assert.Empty(SourceFile.All.Where(file => file.Lines > LongestFile).Select(file => $"{file.Path}: {file.Lines} lines"));
        int usual = SourceFile.All.Count(file => file.Lines < UsualFile);
        Assert.True(usual >= UsualShare * SourceFile.All.Count, $"{usual} of {SourceFile.All.Count} files have less than {UsualFile} lines");
    }

    [Fact]
    public void Methods_fit_a_screen()
    {
        Print("methods", [.. Methods.Select(method => (method.Lines, method.Name))]);
        Assert.Equal(LongMethods.Keys.Order(StringComparer.Ordinal), Methods.Where(method => method.Lines > LongestMethod).Select(method => method.Name).Order(StringComparer.Ordinal));
    }

    // On standard output, where ./test picks it up.
    private static void Print(string what, List<(int Lines, string Name)> sizes)
    {
        sizes.Sort();
        int At(double share) => sizes[(int)(share * (sizes.Count - 1))].Lines;
        string largest = string.Join(", ", sizes.TakeLast(3).Reverse().Select(size => $"{size.Name} {size.Lines}"));
        Console.WriteLine($"sizes: {sizes.Count} {what}, lines: median {At(0.5)}, 90 % up to {At(0.9)}, 99 % up to {At(0.99)}; largest: {largest}");
    }
}

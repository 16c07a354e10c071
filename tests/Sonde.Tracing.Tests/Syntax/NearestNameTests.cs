using Sonde.Tracing.Syntax;

namespace Sonde.Tracing.Tests.Syntax;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["kprobe", "uprobe", "tracepoint", "interval", "if"];

    [Theory]
    [InlineData("kprob", "kprobe")]
    [InlineData("kporbe", "kprobe")]
    [InlineData("TRACEPOINT", "tracepoint")]
    [InlineData("trcepont", "tracepoint")]
    [InlineData("fi", "if")]
    [InlineData("zzz", null)]
    [InlineData("", null)]
    public void Name_with_the_fewest_changes_is_found(string written, string? expected) => Assert.Equal(expected, NearestName.Find(written, Names));
}

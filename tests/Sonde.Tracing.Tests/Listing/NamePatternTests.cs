using Sonde.Tracing.Listing;

namespace Sonde.Tracing.Tests.Listing;

public sealed class NamePatternTests
{
    [Theory]
    [InlineData("vfs_read", "vfs_read", true)]
    [InlineData("vfs_read", "vfs_readv", false)]
    [InlineData("vfs_*", "vfs_", true)]
    [InlineData("*read*", "vfs_readv", true)]
    [InlineData("a*b*c", "aXbXbc", true)]
    [InlineData("a*b*c", "aXbXb", false)]
    [InlineData("*", "", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("vfs_[rw]*", "vfs_write", true)]
    [InlineData("vfs_[rw]*", "vfs_open", false)]
    [InlineData("[a-c][!0-8]", "b9", true)]
    [InlineData("[a-c][!0-8]", "b8", false)]
    [InlineData("a[b", "a[b", true)]
    [InlineData("**a**", "bab", true)]
    public void Name_matches_its_pattern(string pattern, string name, bool matches) => Assert.Equal(matches, new NamePattern(pattern).Matches(name));

    [Fact]
    public void Pattern_of_many_stars_ends_soon() =>
        Assert.False(new NamePattern(string.Concat(Enumerable.Repeat("a*", 50)) + "b").Matches(new string('a', 5000)));
}

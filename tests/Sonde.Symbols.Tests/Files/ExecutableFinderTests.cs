using Sonde.Proc;
using Sonde.Symbols.Files;
using Sonde.Testing;

namespace Sonde.Symbols.Tests.Files;

public sealed class ExecutableFinderTests
{
    private static readonly string[] SearchPath = ["/usr/local/bin", "/usr/bin", "/bin"];

    private readonly ExecutableFinder _finder = new(LinuxRoot.Live, SearchPath);

    [Fact]
    public void Name_is_looked_for_on_the_search_path() => Assert.EndsWith("/bin/bash", Assert.Single(_finder.Find("bash")));

    [Fact]
    public void Library_is_found_by_its_short_name_and_by_its_whole_name()
    {
        string libc = Assert.Single(_finder.Find("libc.so.6"));
        Assert.StartsWith("/", libc);
        Assert.Contains(libc, _finder.Find("libc"));
        Assert.Contains(libc, _finder.Find("c"));
    }

    [Fact]
    public void Wildcards_in_a_path_are_expanded_and_links_are_the_same_file()
    {
        using TemporaryTree tree = new();
        tree.Write("/usr/lib/one/libx.so.1", "").Write("/usr/lib/two/libx.so.1", "").Write("/usr/lib/two/other.so", "").Link("/usr/lib/two/libx.so", "libx.so.1").Write("/usr/lib/.hidden/libx.so", "");
        ExecutableFinder finder = new(tree.Root, []);
        Assert.Equal(["/usr/lib/one/libx.so.1", "/usr/lib/two/libx.so"], finder.Find("/usr/lib/*/libx.so*"));
        Assert.Empty(finder.Find("/usr/lib/*/none"));
        Assert.Empty(finder.Find("none"));
    }

    [Fact]
    public void What_is_no_file_is_not_found()
    {
        Assert.Empty(_finder.Find("/usr/bin"));
        Assert.Empty(_finder.Find("/dev/null"));
        Assert.Empty(_finder.Find("/no/such/file"));
    }

    [Fact]
    public void Linkers_table_is_read_as_ldconfig_reads_it()
    {
        Assert.SkipUnless(File.Exists("/etc/ld.so.cache") && File.Exists("/sbin/ldconfig"), "no ldconfig here");
        IEnumerable<string> expected = ProgramRun.Of("/sbin/ldconfig", "-p").Checked().Output.Split('\n').Where(line => line.Contains(" => ", StringComparison.Ordinal))
            .Select(line => $"{line.Trim().Split(' ')[0]} {line.Split(" => ")[1]}");
        SharedLibraryCache cache = SharedLibraryCache.Parse(File.ReadAllBytes("/etc/ld.so.cache"));
        Assert.Equal(expected, cache.Libraries.Select(library => $"{library.Name} {library.Path}"));
    }

    [Fact]
    public void Damaged_table_is_read_as_something()
    {
        Assert.SkipUnless(File.Exists("/etc/ld.so.cache"), "no table here");
        byte[] table = File.ReadAllBytes("/etc/ld.so.cache");
        Assert.Equal(0, HostileText.Feed<FormatException>(table[..Math.Min(table.Length, 4000)], bytes => _ = SharedLibraryCache.Parse(bytes).Find("libc").Count));
    }
}

using Sonde.Proc;
using Sonde.Symbols.Files;
using Sonde.Testing;

namespace Sonde.Symbols.Tests.Files;

public sealed class SymbolFileTests : IDisposable
{
    private readonly FileTree _tree = new(LinuxRoot.Live);

    [Fact]
    public void Functions_are_found_by_name_and_by_pattern()
    {
        Assert.True(SymbolFile.TryOpen(_tree, TestData.PathOf("binary/elf/usdt/plain"), out SymbolFile? file, out _));
        using (file)
        {
            Assert.Equal(0x401106ul, Assert.Single(file!.Find("fib")).Address);
            Assert.Equal(["fib", "main"], file.Match(new NamePattern("[fm]*")).Select(symbol => symbol.Name).Where(name => !name.StartsWith("frame", StringComparison.Ordinal)));
            Assert.Empty(file.Find("none"));
            Assert.Equal(5, file.Probes.Count);
            Assert.True(file.TryFindAtOffset(0x1110, out var symbol, out ulong distance));
            Assert.Equal(("fib", 10ul), (symbol.Name, distance));
        }
    }

    [Theory]
    [InlineData("/proc/self/maps", "not an ELF file")]
    [InlineData("/dev/null", "no regular file")]
    [InlineData("/no/such/file", "No such file")]
    public void What_cannot_be_read_is_said(string path, string reason)
    {
        Assert.False(SymbolFile.TryOpen(_tree, path, out SymbolFile? file, out Unavailability? unavailability));
        Assert.Null(file);
        Assert.Contains(reason, unavailability!.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose() => _tree.Dispose();
}

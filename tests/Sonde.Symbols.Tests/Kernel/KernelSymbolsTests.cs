using Sonde.Proc;
using Sonde.Symbols.Kernel;
using Sonde.Testing;

namespace Sonde.Symbols.Tests.Kernel;

public sealed class KernelSymbolsTests
{
    private const string Text = """
        ffffffff81000000 T _stext
        ffffffff81000000 T _text
        ffffffff81000100 T vfs_read
        ffffffff81000200 t helper
        ffffffff81000280 D some_data
        ffffffffc0000010 t helper	[nf_tables]
        ffffffffc0000000 t first	[nf_tables]
        0000000000001000 A cpu_number
        ffffffffc0100000 t bpf_prog_6deef7357e7b4530	[bpf]

        """;

    [Fact]
    public void Address_is_named_by_the_function_before_it()
    {
        using TemporaryTree tree = new();
        KernelSymbols symbols = Of(tree, Text);
        Assert.Equal("vfs_read+0", symbols.Describe(0xffffffff81000100, withOffset: true));
        Assert.Equal("vfs_read+255", symbols.Describe(0xffffffff810001ff, withOffset: true));
        Assert.Equal("vfs_read", symbols.Describe(0xffffffff810001ff, withOffset: false));
        Assert.Equal("_stext+1", symbols.Describe(0xffffffff81000001, withOffset: true));
        // Data is no place where code runs.
        Assert.Equal("helper+136", symbols.Describe(0xffffffff81000288, withOffset: true));
        Assert.Equal("0x1000", symbols.Describe(0x1000, withOffset: true));
        Assert.Equal("0xffffffff80ffffff", symbols.Describe(0xffffffff80ffffff, withOffset: true));
        Assert.Equal("0xffffffffffffffff", symbols.Describe(ulong.MaxValue, withOffset: true));
        Assert.Null(symbols.Unavailability);
    }

    [Fact]
    public void Modules_are_told_and_sorted_into_place()
    {
        using TemporaryTree tree = new();
        KernelSymbols symbols = Of(tree, Text);
        Assert.True(symbols.TryFind(0xffffffffc0000004, out KernelSymbol first));
        Assert.Equal(("first", "nf_tables"), (first.Name, first.Module));
        Assert.Equal(["nf_tables", "bpf"], symbols.Modules);
        Assert.Equal([0xffffffff81000200, 0xffffffffc0000010], symbols.Find("helper").Select(symbol => symbol.Address));
        Assert.Equal(0xffffffffc0000010, Assert.Single(symbols.Find("helper", "nf_tables")).Address);
        Assert.Equal(0xffffffff81000200, Assert.Single(symbols.Find("helper", "vmlinux")).Address);
        Assert.Equal('D', Assert.Single(symbols.Find("some_data")).Kind);
        Assert.Empty(symbols.Find("cpu_number"));
    }

    [Fact]
    public void Pattern_finds_code_alone()
    {
        using TemporaryTree tree = new();
        KernelSymbols symbols = Of(tree, Text);
        Assert.Equal(["helper", "helper"], symbols.Match(new NamePattern("*e*e*")).Where(symbol => symbol.Name != "vfs_read").Select(symbol => symbol.Name).Take(2));
        Assert.Empty(symbols.Match(new NamePattern("some_*")));
        Assert.Equal(["first"], symbols.Match(new NamePattern("f*"), "nf_tables").Select(symbol => symbol.Name));
    }

    [Fact]
    public void Hidden_addresses_are_said_with_the_remedy()
    {
        using TemporaryTree tree = new();
        KernelSymbols symbols = Of(tree, "0000000000000000 T _stext\n0000000000000000 T vfs_read\n");
        Assert.Equal(0, symbols.Count);
        Assert.Contains("kptr_restrict", symbols.Unavailability!.ToString());
        Assert.Equal("0xffffffff81000100", symbols.Describe(0xffffffff81000100, withOffset: true));
    }

    [Fact]
    public void Missing_file_is_said()
    {
        using TemporaryTree tree = new();
        Assert.NotNull(new KernelSymbols(tree.Root).Unavailability);
    }

    [Fact]
    public void Long_text_is_read_in_pieces_without_losing_a_name()
    {
        using TemporaryTree tree = new();
        KernelSymbols symbols = Of(tree, string.Concat(Enumerable.Range(1, 10_000).Select(number => $"{0xffffffff81000000 + (ulong)number * 16:x16} t function_with_a_long_name_{number}\n")));
        Assert.Equal(10_000, symbols.Count);
        for (int number = 1; number <= 10_000; number++)
            Assert.Equal($"function_with_a_long_name_{number}+15", symbols.Describe(0xffffffff8100000f + (ulong)number * 16, withOffset: true));
    }

    [Fact]
    public void Damaged_text_is_read_as_something()
    {
        int refused = HostileText.Feed<KernelTextException>(System.Text.Encoding.ASCII.GetBytes(Text), bytes =>
        {
            KernelSymbolTable table = KernelSymbolTable.Parse(bytes);
            for (int i = 0; i < table.Count; i++)
                Assert.InRange(table.FindCode(table[i].Address), -1, table.Count - 1);
        });
        Assert.Equal(0, refused);
    }

    [Fact]
    public void Running_kernel_names_its_functions()
    {
        KernelSymbols symbols = new(LinuxRoot.Live);
        Assert.SkipWhen(symbols.Unavailability is not null, symbols.Unavailability?.ToString() ?? "");
        HashSet<ulong> seen = [];
        int checkedLines = 0;
        foreach (string line in File.ReadLines("/proc/kallsyms"))
        {
            string[] words = line.Split(' ', '\t');
            ulong address = Convert.ToUInt64(words[0], 16);
            if (words[1] is not ("t" or "T") || !seen.Add(address) || words.Length > 3)
                continue;
            Assert.True(symbols.TryFind(address, out KernelSymbol symbol));
            Assert.Equal(address, symbol.Address);
            checkedLines++;
        }

        Assert.True(checkedLines > 10_000);
        Assert.Contains(symbols.Find("vfs_read"), symbol => symbol.IsCode);
    }

    private static KernelSymbols Of(TemporaryTree tree, string text) => new(tree.Write("/proc/kallsyms", text).Root);
}

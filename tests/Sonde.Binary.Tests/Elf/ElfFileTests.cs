using Sonde.Binary.Elf;
using Sonde.Testing;

namespace Sonde.Binary.Tests.Elf;

public sealed class ElfFileTests
{
    public static TheoryData<string, ElfMachine, bool, bool> Foreign => new()
    {
        { "mips32be.o", (ElfMachine)8, false, true },
        { "s390x.o", (ElfMachine)22, true, true },
        { "arm64.o", ElfMachine.Arm64, true, false },
        { "i386.o", ElfMachine.X86, false, false },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public void File_of_any_width_and_byte_order_is_read(string name, ElfMachine machine, bool is64Bit, bool isBigEndian)
    {
        ElfFile file = ElfFile.Parse(Fixture($"foreign/{name}"));
        Assert.Equal((machine, is64Bit, isBigEndian, ElfFileKind.Relocatable), (file.Machine, file.Is64Bit, file.IsBigEndian, file.Kind));
        Assert.Equal(
            ["counter Object Global", "entry Function Global", "helper Function Local", "maybe Function Weak"],
            Symbols(file).Where(symbol => symbol.Size > 0).Select(symbol => $"{symbol.Name} {symbol.Kind} {symbol.Binding}").Order(StringComparer.Ordinal));
        Assert.Empty(file.Segments);
    }

    [Fact]
    public void Address_is_found_in_the_symbol_that_contains_it()
    {
        ElfFile file = ElfFile.Parse(Fixture("usdt/plain"));
        ElfSymbol fib = Assert.Single(file.Symbols.Find("fib"));
        Assert.True(fib.IsFunction);
        Assert.True(file.Symbols.TryFind(fib.Address + fib.Size - 1, out ElfSymbol last));
        Assert.Equal("fib", last.Name);
        Assert.True(file.Symbols.TryFind(fib.Address + fib.Size, out ElfSymbol next));
        Assert.Equal("main", next.Name);
        Assert.False(file.Symbols.TryFind(1, out _));
        Assert.False(file.Symbols.TryFind(ulong.MaxValue, out _));
        Assert.Empty(file.Symbols.Find("fi"));
        Assert.Empty(file.Symbols.Find(""));
    }

    [Fact]
    public void Address_and_offset_lead_to_each_other()
    {
        ElfFile file = ElfFile.Parse(Fixture("usdt/plain"));
        ElfSymbol table = Assert.Single(file.Symbols.Find("counter"));
        Assert.True(file.TryFindOffset(table.Address, out ulong offset));
        Assert.NotEqual(table.Address, offset);
        Assert.Equal(7, Fixture("usdt/plain")[(int)offset]);
        Assert.True(file.TryFindAddress(offset, out ulong address));
        Assert.Equal(table.Address, address);
        // What is zeroed memory has no place in the file.
        Assert.False(file.TryFindOffset(Assert.Single(file.Symbols.Find("table")).Address, out _));
    }

    [Fact]
    public void Build_id_is_the_linkers() =>
        Assert.Matches("^[0-9a-f]{40}$", ElfFile.Parse(Fixture("usdt/plain")).BuildId);

    [Fact]
    public void Debug_link_is_read_with_its_checksum()
    {
        Assert.SkipUnless(ProgramRun.IsOnPath("objcopy"), "objcopy is not installed");
        using TemporaryTree tree = new();
        string debug = Path.Combine(tree.Directory, "some.debug");
        string stripped = Path.Combine(tree.Directory, "stripped");
        ProgramRun.Of("objcopy", "--only-keep-debug", FixturePath("usdt/plain"), debug).Checked();
        ProgramRun.Of("objcopy", "--strip-all", $"--add-gnu-debuglink={debug}", FixturePath("usdt/plain"), stripped).Checked();
        ElfFile file = ElfFile.Parse(File.ReadAllBytes(stripped));
        Assert.Equal("some.debug", file.DebugLink!.Value.FileName);
        Assert.Equal(ElfChecksum.Of(File.ReadAllBytes(debug)), file.DebugLink.Value.Checksum);
        Assert.False(file.HasStaticSymbols);
        Assert.Null(ElfFile.Parse(File.ReadAllBytes(debug)).DebugLink);
        Assert.NotEmpty(ElfFile.Parse(File.ReadAllBytes(debug)).Symbols.Find("fib"));
    }

    [Theory]
    [InlineData("usdt/probes")]
    [InlineData("foreign/mips32be.o")]
    public void Damage_is_refused_with_the_formats_exception_or_read_as_something(string name)
    {
        int refused = HostileText.Feed<ElfFormatException>(Fixture(name), ReadAll, mutations: 1500);
        Assert.True(refused > 500, $"only {refused} damaged files were refused");
    }

    [Fact]
    public void Damaged_header_tables_and_sections_are_refused_or_read_as_something()
    {
        byte[] bytes = Fixture("usdt/probes");
        Random random = new(1);
        int sections = (int)BitConverter.ToUInt64(bytes, 40);
        int refused = 0;
        for (int i = 0; i < 5000; i++)
        {
            byte[] damaged = [.. bytes];
            for (int edits = random.Next(1, 4); edits > 0; edits--)
                damaged[random.Next(2) == 0 ? random.Next(64 + 13 * 56) : random.Next(sections, bytes.Length)] = (byte)(random.Next(2) * 255 + random.Next(4));
            try
            {
                ReadAll(damaged);
            }
            catch (ElfFormatException)
            {
                refused++;
            }
        }

        Assert.True(refused > 200, $"only {refused} damaged files were refused");
    }

    internal static byte[] Fixture(string name) => File.ReadAllBytes(FixturePath(name));

    internal static string FixturePath(string name) => SourceTree.PathOf($"testdata/binary/elf/{name}");

    internal static IEnumerable<ElfSymbol> Symbols(ElfFile file) => Enumerable.Range(0, file.Symbols.Count).Select(index => file.Symbols[index]);

    private static void ReadAll(byte[] bytes)
    {
        ElfFile file = ElfFile.Parse(bytes);
        _ = file.BuildId;
        _ = file.DebugLink;
        _ = Sonde.Binary.Usdt.UsdtProbes.Read(file).Count;
        foreach (ElfSymbol symbol in Symbols(file))
            _ = file.Symbols.TryFind(symbol.Address + 1, out ElfSymbol found) && found.Name == symbol.Name;
        _ = file.Symbols.Find("main");
    }
}

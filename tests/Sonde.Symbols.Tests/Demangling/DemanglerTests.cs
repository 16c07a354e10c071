using System.Text;
using Sonde.Symbols.Demangling;
using Sonde.Testing;

namespace Sonde.Symbols.Tests.Demangling;

public sealed class DemanglerTests
{
    [Theory]
    [InlineData("cxx.tsv")]
    [InlineData("rust.tsv")]
    public void Recorded_names_read_as_cppfilt_printed_them(string file)
    {
        string[] lines = File.ReadAllLines(TestData.PathOf($"symbols/demangling/{file}"));
        Assert.True(lines.Length > 400);
        Assert.Equal(lines, lines.Select(line => line.Split('\t')[0]).Select(name => $"{name}\t{Demangler.Demangle(name)}"));
    }

    [Theory]
    [InlineData("/usr/lib/x86_64-linux-gnu/libstdc++.so.6")]
    [InlineData("/usr/lib/x86_64-linux-gnu/libclang-cpp.so.14")]
    public void Names_of_an_installed_library_read_as_cppfilt_prints_them(string library)
    {
        Assert.SkipUnless(File.Exists(library), $"{library} is not installed");
        Assert.SkipUnless(ProgramRun.IsOnPath("c++filt"), "c++filt is not installed");
        string script = $$"""nm -D {{library}} | awk '{ sub(/@.*/, "", $NF); print $NF }' | grep '^_Z' | sort -u | head -30000 > names; c++filt -i < names; echo ---; cat names""";
        using TemporaryTree tree = new();
        string[] parts = ProgramRun.OfShell($"cd {tree.Directory} && {script}").Checked().Output.Split("---\n");
        string[] names = parts[1].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(names.Length > 1000);
        Assert.Equal(parts[0].Split('\n', StringSplitOptions.RemoveEmptyEntries), names.Select(Demangler.Demangle));
    }

    [Theory]
    [InlineData("_ZN3leg9Dr$uf4$le9_$ufc$ber17hcffae17fd423e916E", "leg::Drôle::über")]
    [InlineData("_RNvMCs1_3legNtB2_u8Drle_wxau7ber", "_RNvMCs1_3legNtB2_u8Drle_wxau7ber")]
    [InlineData("_RNvC6_123foo3bar", "123foo::bar")]
    [InlineData("_RNvNtNtCs1234_7mycrate3foo3baru9bcher_kva", "mycrate::foo::bar::bücher")]
    [InlineData("_RNqCs4fqI2P2rA04_11utf8_identsu30____7hkackfecea1cbdathfdh9hlq6y", "utf8_idents::საჭმელად_გემრიელი_სადილი")]
    [InlineData("_RINbNbCskIICzLVDPPb_5alloc5alloc8box_freeDINbNiB4_5boxed5FnBoxuEp6OutputuEL_ECs1iopQbuBiw2_3std", "alloc::alloc::box_free::<dyn alloc::boxed::FnBox<(), Output = ()>>")]
    [InlineData("_RMC0INtC8arrayvec8ArrayVechKj7b_E", "<arrayvec::ArrayVec<u8, 123>>")]
    [InlineData("_RNvMC0ReF3foo", "_RNvMC0ReF3foo")]
    [InlineData("_ZGR1x0_", "reference temporary #1 for x")]
    [InlineData("_Z1fIiEDTnxfp_ES0_", "decltype (noexcept ({parm#1})) f<int>(decltype (noexcept ({parm#1})))")]
    [InlineData("main", "main")]
    [InlineData("", "")]
    [InlineData("_", "_")]
    [InlineData("_Z", "_Z")]
    [InlineData("_R", "_R")]
    [InlineData("_ZN1A", "_ZN1A")]
    [InlineData("_Z1fT_", "_Z1fT_")]
    [InlineData("_Z1fS9_", "_Z1fS9_")]
    [InlineData("_Z999999999999f", "_Z999999999999f")]
    public void Name_reads_as_the_programmer_wrote_it_or_stays(string name, string expected) => Assert.Equal(expected, Demangler.Demangle(name));

    [Theory]
    [InlineData("cxx.tsv", 40)]
    [InlineData("rust.tsv", 40)]
    public void Damaged_names_read_as_something(string file, int mutations)
    {
        foreach (string line in File.ReadLines(TestData.PathOf($"symbols/demangling/{file}")).Where((_, number) => number % 4 == 0))
            Assert.Equal(0, HostileText.Feed<FormatException>(Encoding.UTF8.GetBytes(line.Split('\t')[0]), bytes => _ = Demangler.Demangle(Encoding.UTF8.GetString(bytes)), mutations));
    }

    [Fact]
    public void Names_that_multiply_nest_or_refer_to_themselves_end()
    {
        string doubling = "_Z1f" + string.Concat(Enumerable.Range(0, 100).Select(level => level == 0 ? "1AIiiE" : $"1AIS{Reference(level)}_S{Reference(level)}_E"));
        string nested = "_Z1f" + new string('P', 100_000) + "i";
        string conversions = "_Z1fI" + string.Concat(Enumerable.Repeat("XsrN1A", 150)) + string.Concat(Enumerable.Repeat("1AIXcvT_I", 150));
        string packs = "_Z1fI" + string.Concat(Enumerable.Repeat("JT_T_E", 60)) + "EvT_";
        string self = "_ZN1AcvT_IPT_EEv";
        string backwards = "_RNvC" + string.Concat(Enumerable.Repeat("INvB_", 500));
        foreach (string name in (string[])[doubling, nested, conversions, packs, self, backwards, "_R" + new string('N', 100_000), "_ZN" + new string('I', 100_000)])
            Assert.NotNull(Demangler.Demangle(name));
    }

    private static string Reference(int level) => level == 1 ? "0" : ((char)(level < 11 ? '0' + level - 1 : 'A' + Math.Min(level - 11, 25))).ToString();
}

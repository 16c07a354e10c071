using System.Globalization;
using System.Text.RegularExpressions;
using Sonde.Binary.Elf;
using Sonde.Testing;

namespace Sonde.Binary.Tests.Elf;

/// <summary>What this reader says of installed programs and libraries beside what binutils say.</summary>
public sealed partial class ElfPeerTests
{
    public static TheoryData<string> Files =>
    [
        .. new[] { "/bin/bash", "/lib/x86_64-linux-gnu/libc.so.6", "/lib/x86_64-linux-gnu/libstdc++.so.6", "/usr/sbin/bpftool", ElfFileTests.FixturePath("usdt/probes"), ElfFileTests.FixturePath("usdt/plain") }
            .Where(File.Exists),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Symbols_are_those_of_readelf(string path)
    {
        Assert.SkipUnless(ProgramRun.IsOnPath("readelf"), "readelf is not installed");
        IEnumerable<string> expected = SymbolLine().Matches(ProgramRun.Of("readelf", "-sW", path).Checked().Output)
            .Where(match => match.Groups["section"].Value != "UND" && match.Groups["section"].Value != "ABS" && match.Groups["address"].Value.Trim('0') != "")
            .Select(match => $"{match.Groups["address"].Value} {Number(match.Groups["size"].Value)} {match.Groups["kind"].Value} {Unversioned(match)}");
        IEnumerable<string> actual = ElfFileTests.Symbols(ElfFile.Parse(File.ReadAllBytes(path)))
            .Select(symbol => $"{symbol.Address:x16} {symbol.Size} {Kind(symbol.Kind)} {symbol.Name}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Sections_segments_and_build_id_are_those_of_readelf(string path)
    {
        Assert.SkipUnless(ProgramRun.IsOnPath("readelf"), "readelf is not installed");
        ElfFile file = ElfFile.Parse(File.ReadAllBytes(path));
        string text = ProgramRun.Of("readelf", "-SlnW", path).Checked().Output;
        Assert.Equal(
            SectionLine().Matches(text).Select(match => match.Groups["name"].Value + " " + match.Groups["place"].Value),
            file.Sections.Where(section => section.Name != "").Select(section => $"{section.Name} {section.Address:x16} {section.Offset:x6} {section.Size:x6}"));
        Assert.Equal(
            SegmentLine().Matches(text).Select(match => match.Value.Trim()),
            file.Segments.Where(segment => segment.Kind == ElfSegmentKind.Load)
                .Select(segment => $"LOAD           0x{segment.Offset:x6} 0x{segment.Address:x16} 0x{segment.Address:x16} 0x{segment.FileSize:x6} 0x{segment.MemorySize:x6}"));
        Match buildId = BuildIdLine().Match(text);
        Assert.Equal(buildId.Success ? buildId.Groups["id"].Value : null, file.BuildId);
    }

    private static string Unversioned(Match match) => match.Groups["name"].Value.Split('@')[0];

    private static ulong Number(string text) =>
        text.StartsWith("0x", StringComparison.Ordinal) ? ulong.Parse(text.AsSpan(2), NumberStyles.HexNumber) : ulong.Parse(text);

    private static string Kind(ElfSymbolKind kind) => kind switch { ElfSymbolKind.None => "NOTYPE", ElfSymbolKind.Object => "OBJECT", ElfSymbolKind.Function => "FUNC", _ => "IFUNC" };

    [GeneratedRegex(@"^ +\d+: (?<address>[0-9a-f]{16}) +(?<size>\S+) (?<kind>FUNC|OBJECT|NOTYPE|IFUNC) +\w+ +\w+ +(?<section>\w+) (?<name>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SymbolLine();

    [GeneratedRegex(@"^  \[ *\d+\] (?<name>\S+) +[A-Z_]+ +(?<place>[0-9a-f]{16} [0-9a-f]{6} [0-9a-f]{6})", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SectionLine();

    [GeneratedRegex(@"^  LOAD +0x\w+ 0x\w+ 0x\w+ 0x\w+ 0x\w+", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SegmentLine();

    [GeneratedRegex(@"Build ID: (?<id>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex BuildIdLine();
}

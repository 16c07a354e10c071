using Sonde.Proc;
using Sonde.Symbols.Processes;
using Sonde.Testing;

namespace Sonde.Symbols.Tests.Processes;

public sealed class ProcessMapsTests
{
    private const string Text = """
        560974535000-560974537000 r--p 00000000 fe:00 247270                     /usr/bin/cat
        560974537000-56097453c000 r-xp 00002000 fe:00 247270                     /usr/bin/cat
        7f0000000000-7f0000001000 r-xp 00000000 00:00 0
        7f0000002000-7f0000003000 r-xp 00001000 00:2a 77                         /tmp/a b\012c (deleted)
        7ffd5e1f8000-7ffd5e1fa000 r-xp 00000000 00:00 0                          [vdso]

        """;

    [Fact]
    public void Line_is_read_with_its_file()
    {
        ProcessMaps maps = ProcessMaps.Parse(System.Text.Encoding.ASCII.GetBytes(Text), executableOnly: false);
        Assert.Equal(5, maps.Mappings.Count);
        Assert.Equal(new ProcessMapping(0x560974537000, 0x56097453c000, true, 0x2000, 0xfe, 0, 247270, "/usr/bin/cat"), maps.Mappings[1]);
        Assert.Same(maps.Mappings[0].Path, maps.Mappings[1].Path);
        ProcessMapping deleted = maps.Mappings[3];
        Assert.Equal((true, "/tmp/a b\nc", 0x2au), (deleted.IsDeleted, deleted.FilePath, deleted.DeviceMinor));
        Assert.Equal((false, false), (maps.Mappings[4].IsFile, maps.Mappings[2].IsFile));
    }

    [Fact]
    public void Address_is_found_in_its_mapping_alone()
    {
        ProcessMaps maps = ProcessMaps.Parse(System.Text.Encoding.ASCII.GetBytes(Text), executableOnly: true);
        Assert.Equal(4, maps.Mappings.Count);
        Assert.True(maps.TryFind(0x560974537000, out ProcessMapping mapping));
        Assert.Equal(0x2000ul, mapping.Offset);
        Assert.True(maps.TryFind(0x56097453bfff, out _));
        Assert.False(maps.TryFind(0x56097453c000, out _));
        Assert.False(maps.TryFind(0x560974536fff, out _));
        Assert.False(maps.TryFind(0, out _));
        Assert.False(maps.TryFind(ulong.MaxValue, out _));
    }

    [Fact]
    public void Damaged_text_is_read_as_something() =>
        Assert.Equal(0, HostileText.Feed<KernelTextException>(System.Text.Encoding.ASCII.GetBytes(Text), bytes =>
        {
            ProcessMaps maps = ProcessMaps.Parse(bytes, executableOnly: false);
            foreach (ProcessMapping mapping in maps.Mappings)
                Assert.True(maps.TryFind(mapping.Start, out _));
        }));
}

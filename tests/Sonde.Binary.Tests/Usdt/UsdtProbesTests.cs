using Sonde.Binary.Elf;
using Sonde.Binary.Tests.Elf;
using Sonde.Binary.Usdt;

namespace Sonde.Binary.Tests.Usdt;

public sealed class UsdtProbesTests
{
    [Fact]
    public void Probe_is_read_with_its_place_and_arguments()
    {
        byte[] bytes = ElfFileTests.Fixture("usdt/plain");
        IReadOnlyList<UsdtProbe> probes = UsdtProbes.Read(ElfFile.Parse(bytes));
        Assert.Equal(["fib", "constant", "start", "nothing", "end"], probes.Select(probe => probe.Name));
        Assert.Equal(new UsdtProbe("sonde", "fib", "-4@-20(%rbp) -4@%eax", 0x40112c, 0x112c, 0, 0), probes[0]);
        Assert.Equal("", probes[3].Arguments);
        const byte Nop = 0x90;
        Assert.All(probes, probe => Assert.Equal(Nop, bytes[(int)probe.Offset]));
    }

    [Fact]
    public void Semaphore_is_found_in_memory_and_in_the_file()
    {
        ElfFile file = ElfFile.Parse(ElfFileTests.Fixture("usdt/probes"));
        UsdtProbe probe = Assert.Single(UsdtProbes.Read(file));
        Assert.Equal((0x4014ul, 0x3014ul), (probe.SemaphoreAddress, probe.SemaphoreOffset));
        Assert.Equal(probe.SemaphoreAddress, Assert.Single(file.Symbols.Find("sonde_listened_semaphore")).Address);
    }

    [Fact]
    public void File_that_was_moved_after_the_notes_were_written_is_corrected()
    {
        byte[] bytes = ElfFileTests.Fixture("usdt/probes");
        ElfFile file = ElfFile.Parse(bytes);
        ElfSection notes = file.FindSection(".note.stapsdt")!;
        // As if the notes had been written for addresses that were 0x100 lower.
        foreach (int word in (int[])[0, 8, 16])
        {
            int at = (int)notes.Offset + 20 + word;
            BitConverter.TryWriteBytes(bytes.AsSpan(at), BitConverter.ToUInt64(bytes, at) - 0x100);
        }

        Assert.Equal(Assert.Single(UsdtProbes.Read(file)), Assert.Single(UsdtProbes.Read(ElfFile.Parse(bytes))));
    }
}

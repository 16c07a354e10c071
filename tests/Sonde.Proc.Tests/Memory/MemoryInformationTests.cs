using System.Globalization;
using System.Text;
using Sonde.Proc.Memory;

namespace Sonde.Proc.Tests.Memory;

public class MemoryInformationTests
{
    [Fact]
    public void Every_line_is_kept_under_the_kernels_name()
    {
        byte[] text = Recorded.Text(Recorded.Linux618, MemoryInformation.Path);
        MemoryInformation memory = new();
        memory.Parse(text);
        string[] lines = Encoding.ASCII.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines.Length, memory.Values.Count);
        foreach (string line in lines)
        {
            string[] parts = line.Split(':');
            Assert.Equal(ulong.Parse(parts[1].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture), memory.Values[parts[0]]);
        }
    }

    [Fact]
    public void Typed_properties_are_the_fields_of_their_names()
    {
        MemoryInformation memory = Recorded.Parse<MemoryInformation>(
            """
            MemTotal: 1 kB
            MemFree: 2 kB
            MemAvailable: 3 kB
            Buffers: 4 kB
            Cached: 5 kB
            SwapCached: 6 kB
            Active: 7 kB
            Inactive: 8 kB
            Active(anon): 9 kB
            Inactive(anon): 10 kB
            Active(file): 11 kB
            Inactive(file): 12 kB
            Unevictable: 13 kB
            Mlocked: 14 kB
            SwapTotal: 15 kB
            SwapFree: 16 kB
            Dirty: 17 kB
            Writeback: 18 kB
            AnonPages: 19 kB
            Mapped: 20 kB
            Shmem: 21 kB
            Slab: 22 kB
            SReclaimable: 23 kB
            SUnreclaim: 24 kB
            KernelStack: 25 kB
            PageTables: 26 kB
            CommitLimit: 27 kB
            Committed_AS: 28 kB
            Percpu: 29 kB
            HardwareCorrupted: 30 kB
            AnonHugePages: 31 kB
            HugePages_Total: 32
            HugePages_Free: 33
            HugePages_Rsvd: 34
            HugePages_Surp: 35
            Hugepagesize: 36 kB
            Hugetlb: 37 kB
            """);
        ulong?[] values =
        [
            memory.MemTotalKibibytes, memory.MemFreeKibibytes, memory.MemAvailableKibibytes, memory.BuffersKibibytes, memory.CachedKibibytes,
            memory.SwapCachedKibibytes, memory.ActiveKibibytes, memory.InactiveKibibytes, memory.ActiveAnonymousKibibytes,
            memory.InactiveAnonymousKibibytes, memory.ActiveFileKibibytes, memory.InactiveFileKibibytes, memory.UnevictableKibibytes,
            memory.MlockedKibibytes, memory.SwapTotalKibibytes, memory.SwapFreeKibibytes, memory.DirtyKibibytes, memory.WritebackKibibytes,
            memory.AnonPagesKibibytes, memory.MappedKibibytes, memory.ShmemKibibytes, memory.SlabKibibytes, memory.SReclaimableKibibytes,
            memory.SUnreclaimKibibytes, memory.KernelStackKibibytes, memory.PageTablesKibibytes, memory.CommitLimitKibibytes,
            memory.CommittedAsKibibytes, memory.PerCpuKibibytes, memory.HardwareCorruptedKibibytes, memory.AnonHugePagesKibibytes,
            memory.HugePagesTotal, memory.HugePagesFree, memory.HugePagesReserved, memory.HugePagesSurplus, memory.HugepagesizeKibibytes,
            memory.HugetlbKibibytes,
        ];
        Assert.Equal(Enumerable.Range(1, 37).Select(value => (ulong?)value), values);
    }

    [Fact]
    public void Field_that_the_kernel_does_not_print_is_absent()
    {
        MemoryInformation memory = Recorded.Parse<MemoryInformation>("MemTotal: 100 kB\nMemFree: 50 kB\nMemAvailable: lots kB\n");
        Assert.Equal(50UL, memory.MemFreeKibibytes);
        Assert.Null(memory.MemAvailableKibibytes);
        Assert.Null(memory.SReclaimableKibibytes);
    }

    [Fact]
    public void File_of_a_node_is_read_like_that_of_the_machine()
    {
        MemoryInformation node = Recorded.Load<MemoryInformation>(Recorded.Linux61, "/sys/devices/system/node/node1/meminfo");
        Assert.Equal(467944UL, node.MemTotalKibibytes);
        Assert.Equal(49024UL, node.Values["MemUsed"]);
        Assert.Equal(0UL, node.HugePagesTotal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MemTotal:")]
    [InlineData("MemFree: 5 kB\n")]
    [InlineData("not meminfo at all")]
    public void Text_without_the_total_is_refused(string text) => Assert.Contains("MemTotal", Recorded.Refusal<MemoryInformation>(text), StringComparison.Ordinal);

    [Fact]
    public void Live_totals_are_those_of_free()
    {
        MemoryInformation memory = Recorded.LoadLive<MemoryInformation>(MemoryInformation.Path);
        string[] lines = PeerProgram.Run("free", "-k").Split('\n');
        Assert.Equal(Number(lines[1], 1), memory.MemTotalKibibytes);
        Assert.Equal(Number(lines[2], 1), memory.SwapTotalKibibytes);

        static ulong? Number(string line, int column) =>
            ulong.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[column], CultureInfo.InvariantCulture);
    }
}

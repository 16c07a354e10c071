using Sonde.Linux;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Testing;

namespace Sonde.Metrics.Tests.Sampling;

public sealed class PageSizeTests
{
    [Theory]
    [InlineData(5_000_000, 1_250_000, 4_096)]
    [InlineData(5_000_000, 1_240_000, 4_096)]
    [InlineData(5_000_000, 312_500, 16_384)]
    [InlineData(5_000_000, 78_125, 65_536)]
    [InlineData(5_000_000, 80_000, 65_536)]
    public void Free_memory_in_both_units_tells_the_size(int kibibytes, int pages, double bytes)
    {
        using TemporaryTree tree = new();
        tree.Write("/proc/meminfo", $"MemTotal: 8000000 kB\nMemFree: {kibibytes} kB\n").Write("/proc/vmstat", $"nr_free_pages {pages}\n");
        Assert.Equal(bytes, PageSize.BytesOf(tree.Root));
    }

    [Theory]
    [InlineData("MemTotal: 8000000 kB\nMemFree: 5000000 kB\n", "nr_free_pages 0\n")]
    [InlineData("MemTotal: 8000000 kB\nMemFree: 0 kB\n", "nr_free_pages 1000\n")]
    [InlineData("MemTotal: 8000000 kB\nMemFree: 5000000 kB\n", "nr_free_pages 1\n")]
    [InlineData("MemTotal: 8000000 kB\nMemFree: 5000000 kB\n", "pgfault 1\n")]
    [InlineData("MemTotal: 8000000 kB\n", "nr_free_pages 1000\n")]
    [InlineData(null, "nr_free_pages 1000\n")]
    [InlineData("MemTotal: 8000000 kB\nMemFree: 5000000 kB\n", null)]
    public void What_makes_no_sense_is_taken_for_the_usual_size(string? memory, string? pages)
    {
        using TemporaryTree tree = new();
        tree.MakeDirectory("/proc");
        if (memory is not null)
            tree.Write("/proc/meminfo", memory);
        if (pages is not null)
            tree.Write("/proc/vmstat", pages);
        Assert.Equal(4_096, PageSize.BytesOf(tree.Root));
    }

    [Fact]
    public void The_machine_itself_is_asked_and_would_be_found_by_its_files_as_well()
    {
        Assert.Equal(SystemConfiguration.PageSize, PageSize.BytesOf(LinuxRoot.Live));
        using LinuxRoot recorded = LinuxRoot.Recorded("/");
        Assert.Equal(SystemConfiguration.PageSize, PageSize.BytesOf(recorded));
    }
}

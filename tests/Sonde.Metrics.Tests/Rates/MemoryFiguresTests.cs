using Sonde.Metrics.Rates;
using Sonde.Proc.Memory;

namespace Sonde.Metrics.Tests.Rates;

public sealed class MemoryFiguresTests
{
    private readonly MemoryFigures _figures = new();

    [Fact]
    public void Used_is_what_is_not_available_and_cache_includes_reclaimable_slab()
    {
        Update("MemTotal: 1000 kB\nMemFree: 100 kB\nMemAvailable: 600 kB\nBuffers: 50 kB\nCached: 300 kB\nSReclaimable: 40 kB\nShmem: 7 kB\nSwapTotal: 200 kB\nSwapFree: 150 kB\n");
        Assert.Equal((1000, 400, 100, 600), (_figures.Total, _figures.Used, _figures.Free, _figures.Available));
        Assert.Equal((340, 390, 7), (_figures.Cache, _figures.BuffersAndCache, _figures.Shared));
        Assert.Equal((50, 40), (_figures.SwapUsed, _figures.UsedPercent));
        Assert.Equal((1200, 450), (_figures.MemoryAndSwapTotal, _figures.MemoryAndSwapUsed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("MemAvailable: 5000 kB\n")]
    public void Free_memory_stands_in_where_the_estimate_is_absent_or_impossible(string available)
    {
        Update("MemTotal: 1000 kB\nMemFree: 100 kB\n" + available);
        Assert.Equal((100, 900), (_figures.Available, _figures.Used));
    }

    [Fact]
    public void What_the_kernel_does_not_print_is_unknown()
    {
        Update("MemTotal: 1000 kB\nMemFree: 100 kB\n");
        Assert.Equal((double.NaN, double.NaN, double.NaN), (_figures.Buffers, _figures.Shared, _figures.CommitLimit));
    }

    private void Update(string text)
    {
        MemoryInformation memory = new();
        using Testing.TemporaryTree tree = new();
        using Proc.KernelFile file = new(tree.Write("/proc/meminfo", text).Root, "/proc/meminfo", 8192);
        memory.Load(file);
        _figures.Update(memory);
    }
}

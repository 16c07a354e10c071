using Sonde.Proc.Network;

namespace Sonde.Proc.Tests.Network;

public class NeighborStatisticsTests
{
    [Fact]
    public void Recorded_text_gives_entries_once_and_counters_summed()
    {
        NeighborStatistics neighbors = Recorded.Load<NeighborStatistics>(Recorded.Linux61, NeighborStatistics.ArpPath);
        Assert.Equal(2UL, neighbors.Entries);
        Assert.Equal(3UL, neighbors.Values["lookups"]);
        Assert.Equal(1UL, neighbors.ResolutionFailures);
        Assert.Equal((0UL, 0UL, 0UL), (neighbors.TableFulls, neighbors.ForcedCollections, neighbors.UnresolvedDiscards));
    }

    [Fact]
    public void Old_kernel_without_the_column_gives_no_zero()
    {
        NeighborStatistics neighbors = Recorded.Parse<NeighborStatistics>("entries  allocs destroys\n0000001f 00000001 00000000\n");
        Assert.Equal(31UL, neighbors.Entries);
        Assert.Null(neighbors.TableFulls);
    }
}

using Sonde.Proc.Memory;

namespace Sonde.Proc.Tests.Memory;

public class ZoneInformationTests
{
    [Fact]
    public void Zones_of_both_nodes_are_read()
    {
        ZoneInformation zones = Recorded.Load<ZoneInformation>(Recorded.Linux61, ZoneInformation.Path);
        Assert.Equal(
            ["0 DMA", "0 DMA32", "0 Normal", "0 Movable", "0 Device", "1 DMA", "1 DMA32", "1 Normal", "1 Movable", "1 Device"],
            zones.Zones.ToArray().Select(zone => $"{zone.Node} {zone.Name}"));
    }

    [Fact]
    public void Watermarks_are_those_of_the_zone_and_not_of_the_lists_of_cpus()
    {
        ZoneInformation zones = Recorded.Parse<ZoneInformation>(
            """
            Node 0, zone   Normal
              per-node stats
                  nr_free_pages 7
                  high     999
              pages free     3840
                    boost    0
                    min      53
                    low      66
                    high     79
                    promo    92
                    spanned  4095
                    present  3998
                    managed  3840
                    cma      0
                    protection: (0, 1)
                  nr_free_pages 3840
              pagesets
                cpu: 0
                          count: 1
                          high:  5
                          high_min: 6
            """);
        Assert.Equal(new MemoryZone(0, "Normal", 3840, 53, 66, 79, 3998, 3840), zones.Zones[0]);
    }

    [Fact]
    public void Zone_of_an_old_kernel_has_no_managed_pages()
    {
        ZoneInformation zones = Recorded.Parse<ZoneInformation>(
            "Node 0, zone      DMA\n  pages free     10\n        min      1\n        low      2\n        high     3\n        scanned  0\n        spanned  5\n        present  4\n");
        Assert.Equal(new MemoryZone(0, "DMA", 10, 1, 2, 3, 4, null), zones.Zones[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Node 0, zone DMA\n pages free 1\n min 1\n low 1\n high 1\n")]
    [InlineData("Node x, zone DMA\n")]
    [InlineData("Node 5000, zone DMA\n")]
    [InlineData("Node 0, zone\n")]
    public void Text_of_another_form_is_refused(string text) => Recorded.Refusal<ZoneInformation>(text);
}

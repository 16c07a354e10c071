using Sonde.Proc.Memory;

namespace Sonde.Proc.Tests.Memory;

public class BuddyInformationTests
{
    [Fact]
    public void Blocks_are_counted_by_order_for_each_zone()
    {
        BuddyInformation buddies = Recorded.Load<BuddyInformation>(Recorded.Linux61, BuddyInformation.Path);
        Assert.Equal(["0 DMA", "0 DMA32", "1 DMA32"], buddies.Zones.ToArray().Select(zone => $"{zone.Node} {zone.Name}"));
        Assert.Equal([28UL, 27UL, 14UL, 10UL, 4UL, 2UL, 3UL, 2UL, 2UL, 2UL, 100UL], buddies.FreeBlocks(buddies.Zones[2]).ToArray());
        Assert.Equal(11, buddies.Zones[2].OrderCount);
    }

    [Fact]
    public void Free_pages_from_an_order_on_are_weighted_by_block_size()
    {
        BuddyInformation buddies = Recorded.Parse<BuddyInformation>("Node 0, zone   Normal      5      3      1 \n");
        Assert.Equal(15UL, buddies.FreePagesFrom(buddies.Zones[0], 0));
        Assert.Equal(10UL, buddies.FreePagesFrom(buddies.Zones[0], 1));
        Assert.Equal(0UL, buddies.FreePagesFrom(buddies.Zones[0], 3));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Node 0, zone   Normal\n")]
    [InlineData("Node 0, zone   Normal 1 x 3\n")]
    public void Text_of_another_form_is_refused(string text) => Recorded.Refusal<BuddyInformation>(text);
}

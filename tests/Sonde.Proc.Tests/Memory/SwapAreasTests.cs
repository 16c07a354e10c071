using Sonde.Proc.Memory;

namespace Sonde.Proc.Tests.Memory;

public class SwapAreasTests
{
    private const string Heading = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";

    [Fact]
    public void Machine_without_swap_has_no_areas()
    {
        Assert.True(Recorded.Load<SwapAreas>(Recorded.Linux618, SwapAreas.Path).Areas.IsEmpty);
    }

    [Fact]
    public void Partitions_and_files_are_read()
    {
        SwapAreas swaps = Recorded.Parse<SwapAreas>(
            Heading +
            "/dev/sda2                               partition\t8388604\t\t1024\t\t-2\n" +
            @"/swap\040file\040(deleted)                file" + "\t\t1048572\t\t0\t\t100\n");
        Assert.Equal(
            [new SwapArea("/dev/sda2", "partition", 8388604, 1024, -2), new SwapArea("/swap file (deleted)", "file", 1048572, 0, 100)],
            swaps.Areas.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/dev/sda2 partition 1 2 3\n")]
    [InlineData(Heading + "/dev/sda2\n")]
    [InlineData(Heading + "/dev/sda2 partition 1 2\n")]
    [InlineData(Heading + "/dev/sda2 partition 1 2 99999999999\n")]
    public void Text_of_another_form_is_refused(string text) => Recorded.Refusal<SwapAreas>(text);
}

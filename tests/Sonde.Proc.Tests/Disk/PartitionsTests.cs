using Sonde.Proc.Disk;

namespace Sonde.Proc.Tests.Disk;

public class PartitionsTests
{
    [Fact]
    public void Recorded_devices_have_their_size()
    {
        Assert.Equal(
            [new Partition("vda", 254, 0, 65536), new Partition("vdb", 254, 16, 65536)],
            Recorded.Load<Partitions>(Recorded.Linux61, Partitions.Path).Rows.ToArray());
    }

    [Theory]
    [InlineData("8 0 100\n")]
    [InlineData("8 0 x sda\n")]
    public void Line_of_another_form_is_refused(string text) => Recorded.Refusal<Partitions>(text);
}

using System.Runtime.InteropServices;
using Sonde.Binary.Btf;

namespace Sonde.Binary.Tests.Btf;

public sealed class BtfExtensionTests
{
    [Fact]
    public void Arrays_for_the_kernel_count_instructions()
    {
        Assert.Equal([0u, 7, 12, 9], Words(BtfExtension.FunctionInformation(new BtfFunctionRecord(0, 7), new BtfFunctionRecord(12, 9))));
        Assert.Equal([3u, 5, 9, 2 << 10 | 17], Words(BtfExtension.LineInformation(new BtfLineRecord(3, 5, 9, 2, 17))));
    }

    [Fact]
    public void Column_and_line_are_kept_within_their_fields() =>
        Assert.Equal(0xffffffff, Words(BtfExtension.LineInformation(new BtfLineRecord(0, 0, 0, 5_000_000, 2000)))[3]);

    [Fact]
    public void Section_of_an_object_file_counts_bytes()
    {
        uint[] words = Words(BtfExtension.Section(11, [new BtfFunctionRecord(2, 7)], [new BtfLineRecord(3, 5, 9, 2, 17)]));
        Assert.Equal([0x0001_eb9fu, 24, 0, 20, 20, 28], words[..6]);
        Assert.Equal([8u, 11, 1, 16, 7], words[6..11]);
        Assert.Equal([16u, 11, 1, 24, 5, 9, 2 << 10 | 17], words[11..]);
    }

    private static uint[] Words(byte[] bytes) => MemoryMarshal.Cast<byte, uint>(bytes.AsSpan()).ToArray();
}

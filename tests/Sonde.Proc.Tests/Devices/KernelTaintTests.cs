using Sonde.Proc.Devices;
using Sonde.Testing;

namespace Sonde.Proc.Tests.Devices;

public class KernelTaintTests
{
    [Fact]
    public void Bits_become_letters_and_meanings()
    {
        KernelTaint taint = new(1ul << 9 | 1ul << 14 | 1ul << 12);
        Assert.Equal("WOL", taint.Letters);
        Assert.Equal([true, false, true], taint.Flags.Select(f => f.IsProblem));
        Assert.False(taint.IsClean);
    }

    [Fact]
    public void Bit_of_the_future_is_kept() => Assert.Equal((40, '?'),
        (new KernelTaint(1ul << 40).Flags[0].Bit, new KernelTaint(1ul << 40).Flags[0].Letter));

    [Theory]
    [InlineData("4097\n", "PO")]
    [InlineData("0\n", "")]
    public void Taint_is_read(string text, string letters)
    {
        using TemporaryTree tree = new();
        tree.Write("/proc/sys/kernel/tainted", text);
        Assert.Equal(letters, KernelTaint.Read(tree.Root, out _)!.Letters);
    }

    [Fact]
    public void Garbage_is_unavailable()
    {
        using TemporaryTree tree = new();
        tree.Write("/proc/sys/kernel/tainted", "x\n");
        Assert.Null(KernelTaint.Read(tree.Root, out Unavailability? reason));
        Assert.NotNull(reason);
    }
}

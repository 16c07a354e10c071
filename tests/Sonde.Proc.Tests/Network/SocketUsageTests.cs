using Sonde.Proc.Network;
using Sonde.Testing;

namespace Sonde.Proc.Tests.Network;

public class SocketUsageTests
{
    [Fact]
    public void Both_files_give_the_figures_of_both_ip_versions()
    {
        using LinuxRoot root = LinuxRoot.Recorded(TestData.PathOf($"proc/{Recorded.Linux618}"));
        using KernelFile first = new(root, SocketUsage.Path);
        using KernelFile second = new(root, SocketUsage.Path6);
        SocketUsage usage = new();
        Assert.True(usage.Load(first, second));
        Assert.Equal((20UL, 1UL), (usage.SocketsUsed, usage.TcpInUse));
        Assert.Equal(0UL, usage.Tcp6InUse);
        Assert.Equal(0UL, usage.Fragment6MemoryBytes);
    }

    [Fact]
    public void Typed_properties_are_the_fields_of_their_names()
    {
        SocketUsage usage = Recorded.Parse<SocketUsage>(
            "sockets: used 1\nTCP: inuse 2 orphan 3 tw 4 alloc 5 mem 6\nUDP: inuse 7 mem 8\nUDPLITE: inuse 99\nRAW: inuse 9\nFRAG: inuse 10 memory 11\n" +
            "TCP6: inuse 12\nUDP6: inuse 13\nRAW6: inuse 14\nFRAG6: inuse 15 memory 16\n");
        ulong?[] values =
        [
            usage.SocketsUsed, usage.TcpInUse, usage.TcpOrphans, usage.TcpTimeWait, usage.TcpAllocated, usage.TcpMemoryPages, usage.UdpInUse,
            usage.UdpMemoryPages, usage.RawInUse, usage.FragmentQueues, usage.FragmentMemoryBytes, usage.Tcp6InUse, usage.Udp6InUse, usage.Raw6InUse,
            usage.Fragment6Queues, usage.Fragment6MemoryBytes,
        ];
        Assert.Equal(Enumerable.Range(1, 16).Select(value => (ulong?)value), values);
    }

    [Fact]
    public void Figure_that_the_kernel_does_not_print_is_absent()
    {
        SocketUsage usage = Recorded.Parse<SocketUsage>("sockets: used 1\nTCP: inuse 2\n");
        Assert.Null(usage.TcpMemoryPages);
        Assert.Null(usage.Tcp6InUse);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sockets used 1\n")]
    [InlineData("TCP: inuse\n")]
    [InlineData("TCP: inuse x\n")]
    public void Text_of_another_form_is_refused(string text) => Recorded.Refusal<SocketUsage>(text);
}

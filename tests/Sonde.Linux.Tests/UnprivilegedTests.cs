using Sonde.Linux.Abi;
using Sonde.Linux.Netlink;

namespace Sonde.Linux.Tests;

/// <summary>What an unprivileged user gets: the figures that need no privilege, and for the others an error that says what is missing.</summary>
public sealed class UnprivilegedTests
{
    [Fact]
    public void Nobody_has_no_capability() => Unprivileged.Run(() =>
    {
        Assert.Equal(new ProcessCapabilities(0, 0), ProcessCapabilities.Self());
        Assert.False(ProcessCapabilities.Self().Has(Capability.CAP_SYSLOG));
    });

    [Fact]
    public void Nobody_sees_sockets_links_and_file_systems() => Unprivileged.Run(() =>
    {
        Assert.Equal(Errno.Success, SocketDiagnostics.TryOpen(out SocketDiagnostics? sockets));
        SocketStateCounts counts = default;
        using (sockets)
            Assert.Equal(Errno.Success, sockets!.CountByState(InternetFamily.IPv4, TransportProtocol.Tcp, ref counts));
        Assert.Equal(Errno.Success, RouteNetlink.TryOpen(out RouteNetlink? route));
        var links = new ReusedList<NetworkLink>();
        using (route)
            Assert.Equal(Errno.Success, route!.ReadLinks(links));
        Assert.NotEmpty(links);
        Assert.Equal(Errno.Success, FileSystemStatistics.Query("/", TimeSpan.FromSeconds(30), out _));
    });

    [Fact]
    public void Nobody_is_refused_task_accounting() => Unprivileged.Run(() =>
    {
        Errno errno = TaskStatisticsReader.TryOpen(out TaskStatisticsReader? reader);
        if (errno == Errno.NoSuchEntry)
            return;
        Assert.Equal(Errno.Success, errno);
        using (reader)
            Assert.Equal(Errno.OperationNotPermitted, reader!.ReadThread(Environment.ProcessId, new TaskStatistics()));
        Assert.Equal(Errno.OperationNotPermitted, TaskExitListener.TryOpen(out TaskExitListener? listener));
        Assert.Null(listener);
    });

    [Fact]
    public void Nobody_is_refused_the_kernel_log_with_a_remedy() => Unprivileged.Run(() =>
    {
        bool isRestricted = File.ReadAllText("/proc/sys/kernel/dmesg_restrict").Trim() == "1";
        Errno errno = KernelLog.TryOpen(out KernelLog? log);
        using (log)
        {
            if (isRestricted)
                Assert.True(errno.IsPermission, errno.ToString());
        }

        Assert.Contains("CAP_SYSLOG", KernelLog.Remedy(Errno.OperationNotPermitted), StringComparison.Ordinal);
    });
}

using Sonde.Proc.Kernel;
using Sonde.Testing;

namespace Sonde.Proc.Tests.Kernel;

public class SysctlTests
{
    [Theory]
    [InlineData("vm.swappiness", "/proc/sys/vm/swappiness")]
    [InlineData("net.ipv4.conf.eth0/100.rp_filter", "/proc/sys/net/ipv4/conf/eth0.100/rp_filter")]
    [InlineData("net/ipv4/conf/eth0.100/rp_filter", "/proc/sys/net/ipv4/conf/eth0.100/rp_filter")]
    [InlineData("abi", "/proc/sys/abi")]
    public void Name_becomes_the_path_that_sysctl_would_read(string name, string path) => Assert.Equal(path, Sysctl.PathOf(name));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("vm..swappiness")]
    [InlineData("/vm/swappiness")]
    [InlineData("vm/../../self/environ")]
    [InlineData("vm.//.swappiness")]
    [InlineData("vm.swappiness\0x")]
    public void Name_that_leads_elsewhere_is_refused(string name)
    {
        Assert.Null(Sysctl.PathOf(name));
        Sysctl settings = new(LinuxRoot.Live);
        Assert.Null(settings.ReadText(name, out Unavailability? reason));
        Assert.Equal(name, reason!.What);
        Assert.Null(settings.ReadNumber(name));
    }

    [Fact]
    public void Limits_of_socket_memory_are_three_numbers()
    {
        using LinuxRoot root = LinuxRoot.Recorded(TestData.PathOf($"proc/{Recorded.Linux61}"));
        Sysctl settings = new(root);
        Assert.Equal(new ProtocolMemoryLimits(10545, 14060, 21090), settings.TcpMemoryLimits);
        Assert.Equal(new ProtocolMemoryLimits(21090, 28120, 42180), settings.UdpMemoryLimits);
    }

    [Fact]
    public void List_is_not_one_number()
    {
        using LinuxRoot root = LinuxRoot.Recorded(TestData.PathOf($"proc/{Recorded.Linux61}"));
        Sysctl settings = new(root);
        Assert.Equal(3, settings.ReadNumbers("net.ipv4.tcp_mem")!.Length);
        Assert.Null(settings.ReadNumber("net.ipv4.tcp_mem", out Unavailability? reason));
        Assert.Contains("one number", reason!.Because, StringComparison.Ordinal);
        Assert.Equal(7680L, settings.ReadNumber("net.netfilter.nf_conntrack_max"));
    }

    [Fact]
    public void Missing_setting_says_which_file_is_missing()
    {
        Sysctl settings = new(LinuxRoot.Live);
        Assert.Null(settings.ReadNumber("vm.no_such_setting", out Unavailability? reason));
        Assert.Equal("/proc/sys/vm/no_such_setting", reason!.What);
    }

    [Fact]
    public void Live_settings_are_those_of_sysctl()
    {
        Sysctl settings = new(LinuxRoot.Live);
        foreach (string name in (string[])["vm.swappiness", "kernel.pid_max", "kernel.osrelease", "net.core.somaxconn", "kernel.shmmax"])
            Assert.Equal(PeerProgram.Run("sysctl", "-n", name).TrimEnd('\n'), settings.ReadText(name));
        Assert.Equal(long.MaxValue, settings.ReadNumber("kernel.shmmax"));
        Assert.Null(settings.ReadNumber("kernel.osrelease"));
    }
}

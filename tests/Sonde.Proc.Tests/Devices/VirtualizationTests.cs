using System.Text;
using Sonde.Proc.Devices;
using Sonde.Testing;

namespace Sonde.Proc.Tests.Devices;

public sealed class VirtualizationTests : IDisposable
{
    private const string VirtualCpu = "processor\t: 0\nflags\t\t: fpu vme hypervisor lm\n";
    private readonly TemporaryTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("sys_vendor", "Amazon EC2", "amazon")]
    [InlineData("sys_vendor", "QEMU", "qemu")]
    [InlineData("product_name", "VMware Virtual Platform", "vmware")]
    [InlineData("product_name", "KVM", "kvm")]
    [InlineData("sys_vendor", "Microsoft Corporation", "hyper-v")]
    [InlineData("sys_vendor", "Google", "google")]
    public void Maker_of_the_machine_tells_the_hypervisor(string field, string text, string expected)
    {
        _tree.Write("/proc/cpuinfo", VirtualCpu).Write($"/sys/class/dmi/id/{field}", text + "\n");
        Assert.Equal(expected, Virtualization.Detect(_tree.Root).Hypervisor);
    }

    [Fact]
    public void Physical_machine_of_a_cloud_maker_is_not_virtual()
    {
        _tree.Write("/proc/cpuinfo", "flags\t\t: fpu vme lm\n").Write("/sys/class/dmi/id/sys_vendor", "Microsoft Corporation\n")
            .Write("/sys/class/dmi/id/product_name", "Surface\n");
        Virtualization found = Virtualization.Detect(_tree.Root);
        Assert.Equal(("none", false, "none"), (found.Hypervisor, found.IsVirtualMachine, found.ToString()));
    }

    [Fact]
    public void Firecracker_is_told_by_its_acpi_tables()
    {
        byte[] table = Encoding.ASCII.GetBytes("FACP\u0014\u0001\0\0\u0006fFIRECKFCVMFADT");
        _tree.Write("/proc/cpuinfo", VirtualCpu).Write("/sys/firmware/acpi/tables/FACP", table);
        Assert.Equal("firecracker", Virtualization.Detect(_tree.Root).Hypervisor);
    }

    [Theory]
    [InlineData("tsc kvm-clock", "kvm")]
    [InlineData("hyperv_clocksource_tsc_page", "hyper-v")]
    [InlineData("tsc hpet", "unknown")]
    public void Clock_sources_tell_where_nothing_else_does(string clocks, string expected)
    {
        _tree.Write("/proc/cpuinfo", VirtualCpu).Write("/sys/devices/system/clocksource/clocksource0/available_clocksource", clocks + " \n");
        Assert.Equal(expected, Virtualization.Detect(_tree.Root).Hypervisor);
    }

    [Theory]
    [InlineData("4:memory:/docker/4f1c\n", "docker")]
    [InlineData("0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-4f.scope\n", "kubernetes")]
    [InlineData("0::/lxc.payload.web/init.scope\n", "lxc")]
    [InlineData("0::/user.slice/user-0.slice/session-1.scope\n", "none")]
    public void Control_group_tells_the_container(string groups, string expected)
    {
        _tree.Write("/proc/self/cgroup", groups);
        Assert.Equal(expected, Virtualization.Detect(_tree.Root).Container);
    }

    [Fact]
    public void Container_with_its_own_group_namespace_is_told_by_other_signs()
    {
        _tree.Write("/proc/self/cgroup", "0::/\n").Write("/.dockerenv", "").Write("/proc/cpuinfo", VirtualCpu)
            .Write("/sys/devices/system/clocksource/clocksource0/available_clocksource", "kvm-clock\n");
        Assert.Equal("docker on kvm", Virtualization.Detect(_tree.Root).ToString());
        _tree.Write("/proc/1/environ", "PATH=/bin\0container=podman\0");
        Assert.Equal("podman", Virtualization.Detect(_tree.Root).Container);
    }

    [Fact]
    public void Leftover_of_a_container_image_on_a_real_machine_is_not_a_container()
    {
        _tree.Write("/.dockerenv", "").Write("/proc/2/comm", "kthreadd\n");
        Assert.False(Virtualization.Detect(_tree.Root).IsContainer);
    }

    [Fact]
    public void Service_account_of_kubernetes_is_told_without_groups()
    {
        _tree.MakeDirectory("/var/run/secrets/kubernetes.io/serviceaccount");
        Assert.Equal("kubernetes", Virtualization.Detect(_tree.Root).Container);
    }
}

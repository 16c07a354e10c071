namespace Sonde.Proc.Devices;

/// <summary>What the kernel runs on, and what the process runs in. Told by several signs, since none is always there.</summary>
/// <param name="Hypervisor">
/// none, kvm, qemu, firecracker, amazon, google, vmware, hyper-v, virtualbox, xen, parallels, bochs, wsl, or unknown where only the CPU says that
/// there is one.
/// </param>
/// <param name="Container">none, docker, podman, lxc, kubernetes, systemd-nspawn, containerd, or the name that the engine gave itself.</param>
/// <param name="Evidence">What told it, for people.</param>
public sealed record Virtualization(string Hypervisor, string Container, IReadOnlyList<string> Evidence)
{
    /// <summary>True where the kernel runs on a hypervisor.</summary>
    public bool IsVirtualMachine => Hypervisor != "none";

    /// <summary>True where the process runs in a container.</summary>
    public bool IsContainer => Container != "none";

    /// <summary>Reads the signs.</summary>
    public static Virtualization Detect(LinuxRoot root)
    {
        List<string> evidence = [];
        string hypervisor = HypervisorDetection.Detect(root, evidence);
        string container = ContainerDetection.Detect(root, evidence);
        return new Virtualization(hypervisor, container, evidence);
    }

    /// <summary>One phrase: none, kvm, docker, docker on kvm.</summary>
    public override string ToString() => (IsContainer, IsVirtualMachine) switch
    {
        (true, true) => $"{Container} on {Hypervisor}",
        (true, false) => Container,
        _ => Hypervisor,
    };
}

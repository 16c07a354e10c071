using Sonde.Proc.Processes;

namespace Sonde.Proc.Devices;

/// <summary>Tells whether the process runs in a container, and by which engine.</summary>
internal static class ContainerDetection
{
    internal static string Detect(LinuxRoot root, List<string> evidence)
    {
        if (FromGroups(root, evidence) is { } engine)
            return engine;
        if (root.ReadText("/run/systemd/container")?.Trim() is { Length: > 0 } told)
            return Told(told, "/run/systemd/container", evidence);
        if (FromFirstProcess(root) is { } variable)
            return Told(variable, "the variable container of the first process", evidence);
        if (root.Exists("/run/.containerenv"))
            return Told("podman", "/run/.containerenv", evidence);
        // The file is also left behind where an image became a machine's root file system; there, thread 2 is the kernel's own.
        if (root.Exists("/.dockerenv") && root.ReadText("/proc/2/comm") != "kthreadd")
            return Told("docker", "/.dockerenv", evidence);
        return "none";
    }

    // Seen only without a cgroup namespace of its own, which engines on version 2 give each container.
    private static string? FromGroups(LinuxRoot root, List<string> evidence)
    {
        ProcessCgroups groups = new();
        using KernelFile file = new(root, "/proc/self/cgroup", 1024);
        if (root.Exists("/var/run/secrets/kubernetes.io/serviceaccount"))
            return Told("kubernetes", "a Kubernetes service account is mounted", evidence);
        if (!groups.Load(file))
            return null;
        foreach (ProcessCgroup group in groups.Memberships)
        {
            string? engine = EngineOf(group.Path);
            if (engine is not null)
                return Told(engine, $"control group {group.Path}", evidence);
        }

        return null;
    }

    private static string? EngineOf(string path)
    {
        (string Part, string Engine)[] signs =
        [
            ("/kubepods", "kubernetes"), ("/docker/", "docker"), ("/docker-", "docker"), ("/libpod-", "podman"), ("/cri-containerd-", "containerd"),
            ("/crio-", "crio"), ("/lxc/", "lxc"), ("/lxc.payload", "lxc"), ("/machine.slice/machine-", "systemd-nspawn"),
        ];
        foreach ((string part, string engine) in signs)
        {
            if (path.Contains(part, StringComparison.Ordinal))
                return engine;
        }

        return null;
    }

    // LXC, systemd-nspawn and Podman set container=NAME for the first process. Readable by root only.
    private static string? FromFirstProcess(LinuxRoot root)
    {
        foreach (string variable in (root.ReadText("/proc/1/environ") ?? "").Split('\0'))
        {
            if (variable.StartsWith("container=", StringComparison.Ordinal) && variable.Length > "container=".Length)
                return variable["container=".Length..];
        }

        return null;
    }

    private static string Told(string name, string because, List<string> evidence)
    {
        evidence.Add(because);
        return name;
    }
}

using System.Text;

namespace Sonde.Proc.Devices;

/// <summary>
/// Tells the hypervisor: first by what it calls itself (DMI, ACPI, Xen), then by what the kernel found (clock sources, the CPU's flag).
/// </summary>
internal static class HypervisorDetection
{
    private const int AcpiOemOffset = 10;
    private const int AcpiOemLength = 6;

    private static readonly (string Text, string Name)[] DmiNames =
    [
        ("Firecracker", "firecracker"), ("Amazon EC2", "amazon"), ("Google", "google"), ("VMware", "vmware"), ("VirtualBox", "virtualbox"),
        ("innotek", "virtualbox"), ("Microsoft Corporation", "hyper-v"), ("Xen", "xen"), ("Parallels", "parallels"), ("Bochs", "bochs"),
        ("KVM", "kvm"), ("OpenStack", "kvm"), ("QEMU", "qemu"),
    ];

    internal static string Detect(LinuxRoot root, List<string> evidence)
    {
        if (root.ReadText("/proc/sys/kernel/osrelease") is { } release && release.Contains("microsoft", StringComparison.OrdinalIgnoreCase))
            return Told("wsl", $"kernel release {release}", evidence);
        SysfsDirectory sys = new(root, "/sys");
        if (sys.Text("hypervisor/type") is { } type and not "")
            return Told(type, $"/sys/hypervisor/type is {type}", evidence);
        bool isVirtual = HasHypervisorFlag(root);
        return FromDmi(sys, isVirtual, evidence) ?? FromAcpi(root, evidence) ?? FromKernel(sys, isVirtual, evidence);
    }

    private static string? FromDmi(SysfsDirectory sys, bool isVirtual, List<string> evidence)
    {
        foreach (string field in (string[])["sys_vendor", "product_name", "bios_vendor", "board_vendor"])
        {
            if (sys.Text("class/dmi/id/" + field) is not { } text)
                continue;
            foreach ((string known, string name) in DmiNames)
            {
                // Amazon, Google and Microsoft build physical machines too.
                bool isAmbiguous = name is "amazon" or "google" or "hyper-v";
                if (text.Contains(known, StringComparison.Ordinal) && (isVirtual || !isAmbiguous))
                    return Told(name, $"DMI {field} is {text}", evidence);
            }
        }

        return null;
    }

    // Firecracker has no DMI; the maker's id in its ACPI tables is FIRECK. Only root may read them.
    private static string? FromAcpi(LinuxRoot root, List<string> evidence)
    {
        using KernelFile table = new(root, "/sys/firmware/acpi/tables/FACP");
        if (!table.TryRead(out ReadOnlySpan<byte> header, out _) || header.Length < AcpiOemOffset + AcpiOemLength)
            return null;
        string maker = Encoding.ASCII.GetString(header.Slice(AcpiOemOffset, AcpiOemLength)).Trim();
        return maker switch
        {
            "FIRECK" => Told("firecracker", "the ACPI tables are FIRECK's", evidence),
            "BOCHS" => Told("qemu", "the ACPI tables are BOCHS's", evidence),
            "VBOX" => Told("virtualbox", "the ACPI tables are VBOX's", evidence),
            "CLOUDH" => Told("cloud-hypervisor", "the ACPI tables are CLOUDH's", evidence),
            _ => null,
        };
    }

    private static string FromKernel(SysfsDirectory sys, bool isVirtual, List<string> evidence)
    {
        string clocks = sys.Text("devices/system/clocksource/clocksource0/available_clocksource") ?? "";
        if (clocks.Contains("kvm-clock", StringComparison.Ordinal))
            return Told("kvm", "the kernel offers kvm-clock", evidence);
        if (clocks.Contains("hyperv", StringComparison.Ordinal))
            return Told("hyper-v", "the kernel offers a Hyper-V clock", evidence);
        if (clocks.Contains("xen", StringComparison.Ordinal))
            return Told("xen", "the kernel offers a Xen clock", evidence);
        return isVirtual ? Told("unknown", "the CPU has the flag hypervisor", evidence) : "none";
    }

    private static bool HasHypervisorFlag(LinuxRoot root)
    {
        using KernelFile file = new(root, "/proc/cpuinfo", 64 * 1024);
        if (!file.TryRead(out ReadOnlySpan<byte> text, out _))
            return false;
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (!line.StartsWith("flags"u8))
                continue;
            TextScanner words = new(line);
            while (words.TryReadWord(out ReadOnlySpan<byte> word))
            {
                if (word.SequenceEqual("hypervisor"u8))
                    return true;
            }

            return false;
        }

        return false;
    }

    private static string Told(string name, string because, List<string> evidence)
    {
        evidence.Add(because);
        return name;
    }
}

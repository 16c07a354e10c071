namespace Sonde.Proc.Devices;

/// <summary>
/// Whether something happened to the kernel that casts doubt on it. Source: /proc/sys/kernel/tainted, Documentation/admin-guide/tainted-kernels.rst.
/// </summary>
/// <param name="Mask">The bits.</param>
public sealed record KernelTaint(ulong Mask)
{
    private const string Path = "/proc/sys/kernel/tainted";

    private static readonly KernelTaintFlag[] Known =
    [
        new(0, 'P', "a proprietary module was loaded", false),
        new(1, 'F', "a module was loaded by force", false),
        new(2, 'S', "the kernel runs out of specification for this processor or system", false),
        new(3, 'R', "a module was unloaded by force", false),
        new(4, 'M', "a processor reported a machine check", true),
        new(5, 'B', "a bad memory page was found", true),
        new(6, 'U', "a program asked for the taint", false),
        new(7, 'D', "the kernel died before (oops or BUG)", true),
        new(8, 'A', "an ACPI table was overridden", false),
        new(9, 'W', "the kernel printed a warning", true),
        new(10, 'C', "a staging driver was loaded", false),
        new(11, 'I', "the kernel works around a severe firmware bug", true),
        new(12, 'O', "a module from outside the kernel tree was loaded", false),
        new(13, 'E', "an unsigned module was loaded", false),
        new(14, 'L', "a CPU was stuck in the kernel (soft lockup)", true),
        new(15, 'K', "the kernel was patched while it ran", false),
        new(16, 'X', "the distribution set its own taint", false),
        new(17, 'T', "the kernel was built with randomized structures", false),
        new(18, 'N', "an in-kernel test was run", false),
        new(19, 'J', "a program used a debug interface of a device's firmware", false),
    ];

    /// <summary>True where nothing happened.</summary>
    public bool IsClean => Mask == 0;

    /// <summary>The letters of the set bits, such as WL.</summary>
    public string Letters => string.Concat(Flags.Select(f => f.Letter));

    /// <summary>The set bits with their meaning.</summary>
    public IReadOnlyList<KernelTaintFlag> Flags
    {
        get
        {
            List<KernelTaintFlag> flags = [];
            for (int bit = 0; bit < 64; bit++)
            {
                if ((Mask >> bit & 1) != 0)
                    flags.Add(bit < Known.Length ? Known[bit] : new KernelTaintFlag(bit, '?', $"taint bit {bit}, which Sonde does not know", false));
            }

            return flags;
        }
    }

    /// <summary>Reads the taint.</summary>
    /// <param name="root">Where /proc is.</param>
    /// <param name="reason">Why the result is null.</param>
    public static KernelTaint? Read(LinuxRoot root, out Unavailability? reason)
    {
        if (root.ReadText(Path, out reason) is not { } text)
            return null;
        if (ulong.TryParse(text, out ulong mask))
            return new KernelTaint(mask);
        reason = new Unavailability(Path, "it is not a number", "");
        return null;
    }
}

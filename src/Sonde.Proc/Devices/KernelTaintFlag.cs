namespace Sonde.Proc.Devices;

/// <summary>One reason why a kernel is tainted.</summary>
/// <param name="Bit">The bit of /proc/sys/kernel/tainted.</param>
/// <param name="Letter">The letter in the kernel's messages; ? for bits that Sonde does not know.</param>
/// <param name="Meaning">What happened.</param>
/// <param name="IsProblem">True where something went wrong (a crash, a lockup, bad hardware), not merely an unusual module.</param>
public readonly record struct KernelTaintFlag(int Bit, char Letter, string Meaning, bool IsProblem);

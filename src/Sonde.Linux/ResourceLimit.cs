namespace Sonde.Linux;

/// <summary>A resource limit of a process, in the unit of its <see cref="Abi.Resource"/>.</summary>
/// <param name="Soft">What the kernel enforces; <see cref="Unlimited"/> for none.</param>
/// <param name="Hard">How far the process may raise the soft limit itself; <see cref="Unlimited"/> for none.</param>
public readonly record struct ResourceLimit(ulong Soft, ulong Hard)
{
    /// <summary>RLIM_INFINITY: no limit.</summary>
    public const ulong Unlimited = ulong.MaxValue;
}

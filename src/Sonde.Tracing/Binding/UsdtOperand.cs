namespace Sonde.Tracing.Binding;

/// <summary>Where an argument of a static probe of a program is when the probe is met.</summary>
/// <param name="Size">Its bytes: 1, 2, 4 or 8.</param>
/// <param name="IsSigned">True where it is signed.</param>
/// <param name="Constant">The constant itself, or the offset from the register.</param>
/// <param name="RegisterOffset">Where pt_regs keeps the register; null for a constant.</param>
/// <param name="IsMemory">True where the register holds its address.</param>
public sealed record UsdtOperand(int Size, bool IsSigned, long Constant, int? RegisterOffset, bool IsMemory)
{
    /// <summary>Where pt_regs keeps a second register that is added to the address, times <see cref="Scale"/>; null for none.</summary>
    public int? IndexOffset { get; init; }

    /// <summary>What the second register is multiplied with: 1, 2, 4 or 8.</summary>
    public int Scale { get; init; } = 1;
}

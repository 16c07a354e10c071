namespace Sonde.Binary.Btf;

/// <summary>One variable in a data section.</summary>
/// <param name="TypeId">The variable's record, of kind <see cref="BtfKind.Variable"/> (or a function of an extern section).</param>
/// <param name="Offset">Bytes from the section's beginning.</param>
/// <param name="Size">The variable's size in bytes.</param>
public readonly record struct BtfSectionVariable(int TypeId, uint Offset, uint Size);

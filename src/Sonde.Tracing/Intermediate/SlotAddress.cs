namespace Sonde.Tracing.Intermediate;

/// <summary>The address of a stack object.</summary>
/// <param name="Destination">The register that is written.</param>
/// <param name="Slot">The object on the stack.</param>
/// <param name="Offset">Added to its address: 0 to its size.</param>
public sealed record SlotAddress(Register Destination, Slot Slot, int Offset) : Instruction;

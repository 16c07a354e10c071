namespace Sonde.Tracing.Intermediate;

/// <summary>The address of the value of an array map with one element; needs no lookup and no test for null.</summary>
/// <param name="Destination">The register that is written.</param>
/// <param name="MapId">The map, by its number in the script: an array with one element.</param>
/// <param name="Offset">Added to the address of its value.</param>
public sealed record MapValueAddress(Register Destination, int MapId, int Offset) : Instruction;

namespace Sonde.Tracing.Intermediate;

/// <summary>A map, as helpers take it.</summary>
/// <param name="Destination">The register that is written.</param>
/// <param name="MapId">The map, by its number in the script.</param>
public sealed record MapHandle(Register Destination, int MapId) : Instruction;

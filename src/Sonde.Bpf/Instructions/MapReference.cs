namespace Sonde.Bpf.Instructions;

/// <summary>A wide load that names a map by the program's own number; the loader puts the map's descriptor there.</summary>
/// <param name="Instruction">Index of the load's first half.</param>
/// <param name="Map">The program's number of the map.</param>
public readonly record struct MapReference(int Instruction, int Map);

namespace Sonde.Proc.Processes;

/// <summary>One resource limit of a process.</summary>
/// <param name="Soft">The limit that is in force; null for unlimited.</param>
/// <param name="Hard">How far the process itself may raise it; null for unlimited.</param>
/// <param name="Unit">The kernel's unit, such as files or bytes; empty where it names none.</param>
public readonly record struct ProcessLimit(ulong? Soft, ulong? Hard, string Unit);

namespace Sonde.Symbols.Processes;

/// <summary>What a perf map keeps of a function beside its address.</summary>
/// <param name="Size">Bytes of its code.</param>
/// <param name="Name">Where its name begins in the text.</param>
/// <param name="NameLength">Bytes of its name.</param>
/// <param name="Order">The number of its line.</param>
internal readonly record struct PerfMapEntry(ulong Size, int Name, int NameLength, int Order);

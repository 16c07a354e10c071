namespace Sonde.Symbols.Kernel;

/// <summary>What the table keeps of a symbol beside its address.</summary>
/// <param name="Name">Where its name begins among the names.</param>
/// <param name="NameLength">Bytes of the name.</param>
/// <param name="Module">The number of its module; 0 for the kernel itself.</param>
/// <param name="Kind">Its letter.</param>
internal readonly record struct KernelSymbolEntry(int Name, ushort NameLength, ushort Module, byte Kind);

namespace Sonde.Binary.Elf;

/// <summary>What a symbol table keeps of a symbol beside its address.</summary>
/// <param name="Size">Bytes; 0 where the file does not say.</param>
/// <param name="SectionEnd">The first address after the symbol's section; 0 where that is not known.</param>
/// <param name="Name">Where its name begins among the names of its table.</param>
/// <param name="Info">Its kind and binding, as the file has them.</param>
/// <param name="Table">Which of the file's symbol tables has it.</param>
internal readonly record struct ElfSymbolEntry(ulong Size, ulong SectionEnd, uint Name, byte Info, byte Table);

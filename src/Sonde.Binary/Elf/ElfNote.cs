namespace Sonde.Binary.Elf;

/// <summary>One note: a piece of information with an owner and a kind.</summary>
/// <param name="Owner">Who defined it, such as GNU or stapsdt.</param>
/// <param name="Kind">The kind, in the owner's numbering.</param>
/// <param name="Description">The information.</param>
public readonly record struct ElfNote(string Owner, uint Kind, ReadOnlyMemory<byte> Description);

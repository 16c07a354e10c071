namespace Sonde.Binary.Elf;

/// <summary>The separate file with the symbols of a stripped one: section .gnu_debuglink.</summary>
/// <param name="FileName">The file's name, without a directory.</param>
/// <param name="Checksum">The CRC-32 of the file's bytes.</param>
public readonly record struct ElfDebugLink(string FileName, uint Checksum);

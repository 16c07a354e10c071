namespace Sonde.Binary.Btf;

/// <summary>A named value of an enumeration that is being built.</summary>
/// <param name="Name">The enumerator's name.</param>
/// <param name="Value">Its value; of an unsigned 64-bit enumeration, its bits.</param>
public readonly record struct BtfEnumeratorDefinition(string Name, long Value);

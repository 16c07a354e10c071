namespace Sonde.Binary.Btf;

/// <summary>A member of a struct or union that is being built.</summary>
/// <param name="Name">The member's name; empty for an anonymous struct or union.</param>
/// <param name="TypeId">The member's type.</param>
/// <param name="BitOffset">Where it begins, in bits from the beginning of the struct.</param>
/// <param name="BitSize">Bits of a bit field, up to 255; 0 for a member that is not one.</param>
public readonly record struct BtfMemberDefinition(string Name, int TypeId, int BitOffset, int BitSize = 0);

namespace Sonde.Tracing.Types;

/// <summary>A named value of an enumeration.</summary>
/// <param name="Name">Its name in C.</param>
/// <param name="Value">Its value; that of a uint64 enumeration reinterpreted.</param>
public sealed record EnumMember(string Name, long Value);

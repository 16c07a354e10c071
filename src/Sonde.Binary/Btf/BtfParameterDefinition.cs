namespace Sonde.Binary.Btf;

/// <summary>A parameter of a prototype that is being built.</summary>
/// <param name="Name">The parameter's name; the kernel wants one where a function, not only a pointer, has the prototype.</param>
/// <param name="TypeId">The parameter's type.</param>
public readonly record struct BtfParameterDefinition(string Name, int TypeId);

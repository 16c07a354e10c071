using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>A map as output knows it.</summary>
/// <param name="Name">Its name with the @: <c>@</c>, <c>@reads</c>.</param>
/// <param name="Key">Type of its key, a <see cref="TupleType"/> for several; null for a map without key.</param>
/// <param name="Value">Type of its values.</param>
public sealed record MapDescription(string Name, TraceType? Key, TraceType Value);

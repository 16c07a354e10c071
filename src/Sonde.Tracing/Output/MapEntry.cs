namespace Sonde.Tracing.Output;

/// <summary>An entry of a map.</summary>
/// <param name="Key">Bytes of the key; whatever the kernel holds for a map without key.</param>
/// <param name="Value">Bytes of the value; of aggregations the values of all CPUs as one (<see cref="AggregationReducer"/>).</param>
public readonly record struct MapEntry(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value);

using Sonde.Tracing.Intermediate;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Lowering;

/// <summary>The value of an expression: a number, or the place of an object.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Operand">The number, or the object's address without <paramref name="Offset"/>.</param>
/// <param name="Memory">Where the object is.</param>
/// <param name="Offset">The object's offset from the address.</param>
internal readonly record struct Value(TraceType Type, Operand Operand, MemoryKind Memory = MemoryKind.None, int Offset = 0)
{
    /// <summary>True for a number.</summary>
    public bool IsNumber => Memory == MemoryKind.None;
}

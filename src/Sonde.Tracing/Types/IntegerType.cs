namespace Sonde.Tracing.Types;

/// <summary>An integer, little endian.</summary>
/// <param name="Bits">Width: 8, 16, 32 or 64.</param>
/// <param name="IsSigned">Whether it is two's complement.</param>
public sealed record IntegerType(int Bits, bool IsSigned) : TraceType
{
    /// <summary><c>int8</c>.</summary>
    public static IntegerType Int8 { get; } = new(8, IsSigned: true);

    /// <summary><c>int16</c>.</summary>
    public static IntegerType Int16 { get; } = new(16, IsSigned: true);

    /// <summary><c>int32</c>.</summary>
    public static IntegerType Int32 { get; } = new(32, IsSigned: true);

    /// <summary><c>int64</c>.</summary>
    public static IntegerType Int64 { get; } = new(64, IsSigned: true);

    /// <summary><c>uint8</c>.</summary>
    public static IntegerType UInt8 { get; } = new(8, IsSigned: false);

    /// <summary><c>uint16</c>.</summary>
    public static IntegerType UInt16 { get; } = new(16, IsSigned: false);

    /// <summary><c>uint32</c>.</summary>
    public static IntegerType UInt32 { get; } = new(32, IsSigned: false);

    /// <summary><c>uint64</c>.</summary>
    public static IntegerType UInt64 { get; } = new(64, IsSigned: false);

    /// <inheritdoc/>
    public override int Size => Bits / 8;

    /// <inheritdoc/>
    public override int Alignment => Size;

    /// <inheritdoc/>
    public override string Spelling => (IsSigned, Bits) switch
    {
        (true, 8) => "int8",
        (true, 16) => "int16",
        (true, 32) => "int32",
        (true, _) => "int64",
        (false, 8) => "uint8",
        (false, 16) => "uint16",
        (false, 32) => "uint32",
        _ => "uint64",
    };
}

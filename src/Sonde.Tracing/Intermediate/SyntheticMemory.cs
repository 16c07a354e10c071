using System.Buffers.Binary;

namespace Sonde.Tracing.Intermediate;

/// <summary>Memory for the interpreter: objects at made-up addresses, far enough from each other that none is reached from another by mistake.</summary>
public sealed class SyntheticMemory
{
    private const long FirstAddress = 0x10_0000_0000;
    private const int AddressBits = 32;

    private readonly List<byte[]?> _objects = [];
    private readonly List<bool[]?> _written = [];

    /// <summary>Makes an object whose bytes are <paramref name="content"/>.</summary>
    /// <returns>Its address.</returns>
    public long Allocate(ReadOnlySpan<byte> content)
    {
        _objects.Add(content.ToArray());
        _written.Add(null);
        return AddressOf(_objects.Count - 1);
    }

    /// <summary>Makes an object of undefined bytes: reading one before it is written is an error.</summary>
    /// <returns>Its address.</returns>
    public long AllocateUndefined(int size)
    {
        _objects.Add(new byte[size]);
        _written.Add(new bool[size]);
        return AddressOf(_objects.Count - 1);
    }

    /// <summary>Ends the life of the object at <paramref name="address"/>: whoever still uses it gets an error.</summary>
    public void Free(long address) => _objects[IndexOf(address)] = null;

    /// <summary>Reads 1, 2, 4 or 8 bytes, little-endian, extended by zeros.</summary>
    /// <exception cref="InterpreterException">There is no such memory, or nothing wrote it.</exception>
    public long Read(long address, int size)
    {
        Span<byte> bytes = Of(address, size, isWrite: false);
        return size switch
        {
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        };
    }

    /// <summary>Writes the low 1, 2, 4 or 8 bytes of a value, little-endian.</summary>
    /// <exception cref="InterpreterException">There is no such memory.</exception>
    public void Write(long address, int size, long value)
    {
        Span<byte> bytes = Of(address, size, isWrite: true);
        switch (size)
        {
            case 1:
                bytes[0] = (byte)value;
                break;
            case 2:
                BinaryPrimitives.WriteInt16LittleEndian(bytes, (short)value);
                break;
            case 4:
                BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)value);
                break;
            default:
                BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
                break;
        }
    }

    /// <summary>The bytes that a helper reads.</summary>
    /// <exception cref="InterpreterException">There is no such memory, or nothing wrote it.</exception>
    public ReadOnlySpan<byte> Bytes(long address, int size) => Of(address, size, isWrite: false);

    /// <summary>The bytes that a helper writes.</summary>
    /// <exception cref="InterpreterException">There is no such memory.</exception>
    public Span<byte> WritableBytes(long address, int size) => Of(address, size, isWrite: true);

    private static long AddressOf(int index) => FirstAddress + ((long)index << AddressBits);

    private static int IndexOf(long address) => (int)((address - FirstAddress) >> AddressBits);

    private Span<byte> Of(long address, int size, bool isWrite)
    {
        long index = (address - FirstAddress) >> AddressBits;
        long offset = (address - FirstAddress) & uint.MaxValue;
        if (index < 0 || index >= _objects.Count || _objects[(int)index] is not { } bytes || offset + size > bytes.Length)
            throw new InterpreterException($"{size} bytes at {address:x} are no memory");
        if (_written[(int)index] is { } written)
        {
            Span<bool> touched = written.AsSpan((int)offset, size);
            if (isWrite)
                touched.Fill(true);
            else if (touched.Contains(false))
                throw new InterpreterException($"{size} bytes at {address:x} are read before they are written");
        }

        return bytes.AsSpan((int)offset, size);
    }
}

namespace Sonde.Binary;

/// <summary>
/// Bytes that are read in pieces: a file, or memory. Large files are not read whole, and not mapped, because a mapping of a file that somebody
/// shortens ends the process that touches it.
/// </summary>
public abstract class BinarySource
{
    /// <summary>Bytes there are.</summary>
    public abstract long Length { get; }

    /// <summary>The bytes from <paramref name="offset"/>; fewer than asked where they end, or cannot be read.</summary>
    /// <param name="offset">From 0.</param>
    /// <param name="length">How many are wanted.</param>
    public abstract ReadOnlyMemory<byte> Read(long offset, int length);

    /// <summary>A source of bytes in memory, which are kept, not copied.</summary>
    public static BinarySource Of(ReadOnlyMemory<byte> bytes) => new MemorySource(bytes);

    private sealed class MemorySource(ReadOnlyMemory<byte> bytes) : BinarySource
    {
        public override long Length => bytes.Length;

        public override ReadOnlyMemory<byte> Read(long offset, int length)
        {
            if (offset < 0 || offset >= bytes.Length || length <= 0)
                return default;
            return bytes.Slice((int)offset, Math.Min(length, bytes.Length - (int)offset));
        }
    }
}

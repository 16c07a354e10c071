using Sonde.Binary;
using Sonde.Linux;

namespace Sonde.Symbols.Files;

/// <summary>An open file, read in pieces.</summary>
public sealed class FileSource : BinarySource, IDisposable
{
    private readonly FileDescriptor _descriptor;

    /// <summary>Takes ownership of <paramref name="descriptor"/>, a file of <paramref name="length"/> bytes.</summary>
    public FileSource(FileDescriptor descriptor, long length)
    {
        _descriptor = descriptor;
        Length = length;
    }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <inheritdoc/>
    /// <remarks>Nothing can be read after <see cref="Dispose"/>.</remarks>
    public override ReadOnlyMemory<byte> Read(long offset, int length)
    {
        if (_descriptor.IsClosed || offset < 0 || offset >= Length || length <= 0)
            return default;
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)Math.Min(length, Length - offset));
        int read = 0;
        while (read < bytes.Length && _descriptor.ReadAt(bytes.AsSpan(read), offset + read, out int count).IsSuccess && count > 0)
            read += count;
        return bytes.AsMemory(0, read);
    }

    /// <inheritdoc/>
    public void Dispose() => _descriptor.Dispose();
}

namespace Sonde.Linux;

/// <summary>
/// Standard output or standard error as an unbuffered stream over write(2). .NET's console ignores a closed pipe, so that a program
/// behind <c>| head</c> never stops; this stream throws <see cref="ClosedOutputException"/>, and <see cref="LinuxException"/> for any other failure.
/// </summary>
public sealed class StandardStream : Stream
{
    private readonly FileDescriptor _descriptor;

    /// <summary>Writes to <paramref name="descriptor"/>, which stays its owner's to close.</summary>
    public StandardStream(FileDescriptor descriptor) => _descriptor = descriptor;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Standard output, descriptor 1.</summary>
    public static StandardStream Output() => new(FileDescriptor.Borrow(1));

    /// <summary>Standard error, descriptor 2.</summary>
    public static StandardStream Error() => new(FileDescriptor.Borrow(2));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Errno errno = _descriptor.Write(buffer);
        if (errno == Errno.BrokenPipe)
            throw new ClosedOutputException(_descriptor.Number);
        if (!errno.IsSuccess)
            throw new LinuxException("write", $"descriptor {_descriptor.Number}", errno);
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Nothing to do: every write has reached the kernel when it returns.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}

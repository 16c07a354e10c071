namespace Sonde.Tests.Views;

/// <summary>Standard output that notes, with each report, what the thread has allocated until then. Keeps nothing of the text.</summary>
internal sealed class AllocationProbe : Stream
{
    private readonly List<long> _allocated = new(1024);

    /// <summary>Bytes allocated from each report to the next.</summary>
    public IEnumerable<long> BetweenReports => _allocated.Zip(_allocated.Skip(1), static (earlier, later) => later - earlier);

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

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => _allocated.Add(GC.GetAllocatedBytesForCurrentThread());

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
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

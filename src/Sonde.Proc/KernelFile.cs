using System.Text;
using Sonde.Linux;

namespace Sonde.Proc;

/// <summary>
/// A kernel text file whose descriptor is kept, so that reading again costs one pread: a quarter to a half of open, read and close.
/// Not safe for concurrent use.
/// </summary>
public sealed class KernelFile : IDisposable
{
    /// <summary>The largest text that is read, in bytes: far above any real file, and a bound on what a hostile tree can make us hold.</summary>
    public const int LargestText = 64 * 1024 * 1024;

    private readonly LinuxRoot _root;
    private readonly byte[] _encodedPath;
    private FileDescriptor? _descriptor;
    private byte[] _buffer;
    private Unavailability? _failure;
    private Errno _failureErrno;

    /// <summary>Names the file; it is opened by the first read.</summary>
    /// <param name="root">Where /proc and /sys are.</param>
    /// <param name="path">The absolute path, such as /proc/stat.</param>
    /// <param name="expectedBytes">The usual size, to read it in one call.</param>
    public KernelFile(LinuxRoot root, string path, int expectedBytes = 4096)
    {
        _root = root;
        Path = path;
        _encodedPath = Encoding.UTF8.GetBytes(path);
        _buffer = new byte[expectedBytes];
    }

    /// <summary>The absolute path as on the machine that is observed.</summary>
    public string Path { get; }

    /// <summary>Reads the whole text.</summary>
    /// <param name="text">The text, valid until the next read.</param>
    /// <param name="reason">Why there is none.</param>
    public bool TryRead(out ReadOnlySpan<byte> text, out Unavailability? reason)
    {
        text = default;
        reason = null;
        if (_descriptor is null)
        {
            Errno opened = _root.TryOpen(_encodedPath, out _descriptor);
            if (!opened.IsSuccess)
                return Fail(opened, out reason);
        }

        int length = 0;
        while (true)
        {
            if (length == _buffer.Length)
            {
                if (length >= LargestText)
                {
                    reason = new Unavailability(Path, $"it is larger than {LargestText >> 20} MiB", "");
                    return false;
                }

                Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, LargestText));
            }

            Errno errno = _descriptor!.ReadAt(_buffer.AsSpan(length), length, out int count);
            if (!errno.IsSuccess)
            {
                // A descriptor of a device or process that is gone stays dead: open anew next time.
                _descriptor.Dispose();
                _descriptor = null;
                return Fail(errno, out reason);
            }

            if (count == 0)
                break;
            length += count;
        }

        text = _buffer.AsSpan(0, length);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _descriptor?.Dispose();

    private bool Fail(Errno errno, out Unavailability? reason)
    {
        // A file that is missing is missing in every sample: the reason is kept, so that saying so again allocates nothing.
        if (_failure is null || _failureErrno != errno)
            _failure = Unavailability.FromErrno(Path, errno);
        _failureErrno = errno;
        reason = _failure;
        return false;
    }
}

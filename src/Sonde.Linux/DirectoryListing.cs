using System.Buffers.Binary;
using System.Text;
using Sonde.Linux.Abi;

namespace Sonde.Linux;

/// <summary>
/// Lists a directory through a kept descriptor with getdents64(2), without allocating for numeric names: /proc has thousands of them.
/// Not safe for concurrent use.
/// </summary>
public sealed unsafe class DirectoryListing : IDisposable
{
    /// <summary>The size of a buffer that lists /proc in a few calls.</summary>
    public const int BufferBytes = 32 * 1024;

    private const int RecordLengthOffset = 16;
    private const int TypeOffset = 18;
    private const int NameOffset = 19;
    private const byte UnknownType = 0;
    private const byte DirectoryType = 4;
    private readonly FileDescriptor _directory;
    private readonly byte[] _buffer;

    /// <summary>Takes ownership of <paramref name="directory"/>, opened with <see cref="OpenKind.Directory"/>.</summary>
    public DirectoryListing(FileDescriptor directory)
        : this(directory, new byte[BufferBytes])
    {
    }

    /// <summary>Like the other constructor, but lists through <paramref name="buffer"/>, which many listings may share one after another.</summary>
    /// <param name="directory">The directory, owned from now on.</param>
    /// <param name="buffer">At least one directory record long (280 bytes); <see cref="BufferBytes"/> is a good size.</param>
    public DirectoryListing(FileDescriptor directory, byte[] buffer)
    {
        _directory = directory;
        _buffer = buffer;
    }

    /// <summary>The directory's descriptor, for opening what was listed.</summary>
    public FileDescriptor Descriptor => _directory;

    /// <summary>Replaces <paramref name="numbers"/> by the names that are decimal numbers, such as process ids.</summary>
    public Errno ListNumbers(List<int> numbers)
    {
        numbers.Clear();
        return Walk((name, _, list) =>
        {
            if (TryParseNumber(name, out int number))
                list.Add(number);
        }, numbers);
    }

    /// <summary>Replaces <paramref name="names"/> by all names but "." and "..", in the directory's order.</summary>
    public Errno ListNames(List<string> names)
    {
        names.Clear();
        return Walk((name, _, list) =>
        {
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                list.Add(Encoding.UTF8.GetString(name));
        }, names);
    }

    /// <summary>
    /// Replaces <paramref name="names"/> by the names of directories, but "." and "..", in the directory's order. A file system that does not say
    /// what a name is (DT_UNKNOWN) has all its names listed.
    /// </summary>
    public Errno ListDirectories(List<string> names)
    {
        names.Clear();
        return Walk((name, type, list) =>
        {
            if (type is DirectoryType or UnknownType && !name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                list.Add(Encoding.UTF8.GetString(name));
        }, names);
    }

    /// <summary>How many names there are besides "." and "..": the number of open descriptors for /proc/PID/fd.</summary>
    /// <param name="count">The number of names.</param>
    public Errno Count(out int count)
    {
        var counter = new int[1];
        Errno errno = Walk((name, _, c) =>
        {
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                c[0]++;
        }, counter);
        count = counter[0];
        return errno;
    }

    /// <inheritdoc/>
    public void Dispose() => _directory.Dispose();

    private delegate void NameAction<in T>(ReadOnlySpan<byte> name, byte type, T state);

    private Errno Walk<T>(NameAction<T> action, T state)
    {
        if (LibC.lseek(_directory, 0, LibC.SEEK_SET) < 0)
            return Errno.Last();
        while (true)
        {
            nint length;
            fixed (byte* buffer = _buffer)
                length = LibC.syscall(SyscallNumbers.getdents64, _directory.Number, (nint)buffer, _buffer.Length, 0, 0, 0);
            if (length < 0)
                return Errno.Last();
            if (length == 0)
                return Errno.Success;
            for (int position = 0; position < length;)
            {
                int recordLength = BinaryPrimitives.ReadUInt16LittleEndian(_buffer.AsSpan(position + RecordLengthOffset));
                ReadOnlySpan<byte> name = _buffer.AsSpan(position + NameOffset, recordLength - NameOffset);
                int end = name.IndexOf((byte)0);
                action(end >= 0 ? name[..end] : name, _buffer[position + TypeOffset], state);
                position += recordLength;
            }
        }
    }

    private static bool TryParseNumber(ReadOnlySpan<byte> name, out int number)
    {
        number = 0;
        if (name.IsEmpty || name.Length > 9)
            return false;
        foreach (byte digit in name)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            number = (number * 10) + (digit - '0');
        }

        return true;
    }
}

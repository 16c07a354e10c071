using System.Runtime.InteropServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Memory;

/// <summary>Memory that the kernel and this process share through a descriptor. Source: mmap(2).</summary>
public sealed unsafe class MappedMemory : SafeHandle
{
    private MappedMemory(byte* start, nuint length)
        : base(0, ownsHandle: true)
    {
        Length = length;
        SetHandle((nint)start);
    }

    /// <summary>Bytes, a multiple of the page size.</summary>
    public nuint Length { get; }

    /// <summary>The first byte. Valid until the mapping is disposed, which is the user's to prevent meanwhile.</summary>
    public byte* Start => (byte*)handle;

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Maps <paramref name="length"/> bytes of <paramref name="descriptor"/>.</summary>
    /// <param name="descriptor">A map, a performance event, a file.</param>
    /// <param name="offset">First byte, a multiple of the page size.</param>
    /// <param name="length">Bytes, a multiple of the page size.</param>
    /// <param name="writable">Whether this process may write.</param>
    /// <param name="memory">The mapping, or null after an error.</param>
    public static Errno TryMap(FileDescriptor descriptor, long offset, nuint length, bool writable, out MappedMemory? memory)
    {
        memory = null;
        int protection = LibC.PROT_READ | (writable ? LibC.PROT_WRITE : 0);
        byte* start = LibC.mmap(0, length, protection, LibC.MAP_SHARED, descriptor, offset);
        if ((nint)start == -1)
            return Errno.Last();
        memory = new MappedMemory(start, length);
        return Errno.Success;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => LibC.munmap(handle, Length) == 0;
}

using Sonde.Linux;
using Sonde.Linux.Memory;

namespace Sonde.Bpf.Maps;

/// <summary>The values of an array map as memory that the kernel's programs share.</summary>
public sealed unsafe class MappedValues : IDisposable
{
    private readonly MappedMemory _memory;
    private readonly int _stride;
    private readonly BpfMap _map;

    private MappedValues(BpfMap map, MappedMemory memory, int stride)
    {
        _map = map;
        _memory = memory;
        _stride = stride;
    }

    /// <summary>The value with number <paramref name="index"/>. To be used only until this object is disposed.</summary>
    public Span<byte> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)_map.MaximumEntries, nameof(index));
            ObjectDisposedException.ThrowIf(_memory.IsClosed, this);
            return new Span<byte>(_memory.Start + ((nint)index * _stride), _map.ValueSize);
        }
    }

    internal static MappedValues Create(BpfMap map, bool writable)
    {
        int stride = (map.ValueSize + 7) & ~7;
        nuint pageSize = (nuint)SystemConfiguration.PageSize;
        nuint length = ((nuint)stride * (nuint)map.MaximumEntries + pageSize - 1) / pageSize * pageSize;
        Errno errno = MappedMemory.TryMap(map.Descriptor, 0, length, writable, out MappedMemory? memory);
        return errno.IsSuccess ? new MappedValues(map, memory!, stride) : throw new BpfException($"map the values of '{map.Name}' into memory", errno);
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();
}

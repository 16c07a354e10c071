using Sonde.Linux.Abi;

namespace Sonde.Linux.Bpf;

/// <summary>Maps.</summary>
public static unsafe partial class BpfSystemCall
{
    /// <summary>BPF_MAP_CREATE. EPERM without CAP_BPF; EINVAL for a type or flag that the kernel lacks.</summary>
    public static Errno CreateMap(in BpfMapRequest request, out FileDescriptor? map)
    {
        using DescriptorUse inner = new(request.InnerMap);
        using DescriptorUse btf = new(request.Btf);
        BpfAttrMapCreate attributes = new()
        {
            map_type = request.Type,
            key_size = request.KeySize,
            value_size = request.ValueSize,
            max_entries = request.MaximumEntries,
            map_flags = request.Flags,
            inner_map_fd = inner.Number,
            numa_node = request.NumaNode,
            btf_fd = btf.Number,
            btf_key_type_id = request.BtfKeyType,
            btf_value_type_id = request.BtfValueType,
            map_extra = request.Extra,
        };
        WriteName(attributes.map_name, request.Name);
        return Open(BpfCommand.BPF_MAP_CREATE, &attributes, out map);
    }

    /// <summary>BPF_MAP_LOOKUP_ELEM. ENOENT where there is no such key.</summary>
    public static Errno LookUp(FileDescriptor map, ReadOnlySpan<byte> key, Span<byte> value, ulong flags) =>
        Element(BpfCommand.BPF_MAP_LOOKUP_ELEM, map, key, value, flags);

    /// <summary>BPF_MAP_LOOKUP_AND_DELETE_ELEM; for hash maps since Linux 5.14.</summary>
    public static Errno LookUpAndDelete(FileDescriptor map, ReadOnlySpan<byte> key, Span<byte> value, ulong flags) =>
        Element(BpfCommand.BPF_MAP_LOOKUP_AND_DELETE_ELEM, map, key, value, flags);

    /// <summary>BPF_MAP_UPDATE_ELEM. E2BIG where the map is full.</summary>
    public static Errno Update(FileDescriptor map, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, ulong flags) =>
        Element(BpfCommand.BPF_MAP_UPDATE_ELEM, map, key, value, flags);

    /// <summary>BPF_MAP_DELETE_ELEM. ENOENT where there is no such key.</summary>
    public static Errno Delete(FileDescriptor map, ReadOnlySpan<byte> key) => Element(BpfCommand.BPF_MAP_DELETE_ELEM, map, key, default, 0);

    /// <summary>BPF_MAP_GET_NEXT_KEY: the first key where <paramref name="key"/> is empty or not in the map. ENOENT after the last.</summary>
    public static Errno NextKey(FileDescriptor map, ReadOnlySpan<byte> key, Span<byte> next) =>
        Element(BpfCommand.BPF_MAP_GET_NEXT_KEY, map, key, next, 0);

    /// <summary>BPF_MAP_FREEZE: user space can write no more. Linux 5.2.</summary>
    public static Errno Freeze(FileDescriptor map) => Element(BpfCommand.BPF_MAP_FREEZE, map, default, default, 0);

    /// <summary>BPF_MAP_LOOKUP_BATCH or, with <paramref name="delete"/>, BPF_MAP_LOOKUP_AND_DELETE_BATCH. Linux 5.6.</summary>
    /// <param name="map">The map.</param>
    /// <param name="delete">Whether what was read is deleted.</param>
    /// <param name="position">Where the last batch ended; empty to start.</param>
    /// <param name="next">Receives where this batch ended; as long as a key, at least 4 bytes.</param>
    /// <param name="keys">Receives the keys.</param>
    /// <param name="values">Receives the values.</param>
    /// <param name="count">Room, in elements; then the elements read, also with ENOENT, which says that these were the last.</param>
    public static Errno LookUpBatch(
        FileDescriptor map, bool delete, ReadOnlySpan<byte> position, Span<byte> next, Span<byte> keys, Span<byte> values, ref int count)
    {
        BpfCommand command = delete ? BpfCommand.BPF_MAP_LOOKUP_AND_DELETE_BATCH : BpfCommand.BPF_MAP_LOOKUP_BATCH;
        using DescriptorUse use = new(map);
        fixed (byte* positionPointer = position, nextPointer = next, keysPointer = keys, valuesPointer = values)
        {
            BpfAttrBatch attributes = new()
            {
                in_batch = (ulong)positionPointer,
                out_batch = (ulong)nextPointer,
                keys = (ulong)keysPointer,
                values = (ulong)valuesPointer,
                count = (uint)count,
                map_fd = use.Number,
            };
            Errno errno = Call(command, &attributes);
            count = errno.IsSuccess || errno == Errno.NoSuchEntry ? (int)attributes.count : 0;
            return errno;
        }
    }

    /// <summary>BPF_MAP_UPDATE_BATCH, or BPF_MAP_DELETE_BATCH where <paramref name="values"/> is empty. Linux 5.6.</summary>
    /// <param name="map">The map.</param>
    /// <param name="keys">The keys, one after the other.</param>
    /// <param name="values">The values in the same order.</param>
    /// <param name="count">The number of keys; then how many were done, also after an error.</param>
    public static Errno ChangeBatch(FileDescriptor map, ReadOnlySpan<byte> keys, ReadOnlySpan<byte> values, ref int count)
    {
        using DescriptorUse use = new(map);
        fixed (byte* keysPointer = keys, valuesPointer = values)
        {
            BpfAttrBatch attributes = new() { keys = (ulong)keysPointer, values = (ulong)valuesPointer, count = (uint)count, map_fd = use.Number };
            Errno errno = Call(values.IsEmpty ? BpfCommand.BPF_MAP_DELETE_BATCH : BpfCommand.BPF_MAP_UPDATE_BATCH, &attributes);
            count = (int)attributes.count;
            return errno;
        }
    }

    private static Errno Element(BpfCommand command, FileDescriptor map, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, ulong flags)
    {
        using DescriptorUse use = new(map);
        fixed (byte* keyPointer = key, valuePointer = value)
        {
            BpfAttrElement attributes = new() { map_fd = use.Number, key = (ulong)keyPointer, value_or_next_key = (ulong)valuePointer, flags = flags };
            return Call(command, &attributes);
        }
    }
}

using System.Text;
using Sonde.Linux;
using Sonde.Linux.Bpf;

namespace Sonde.Bpf.Maps;

/// <summary>
/// A map of the kernel, which lives as long as this descriptor, a program that uses it, or a pin. Keys and values are bytes in the machine's order.
/// Of per-CPU maps a value is <see cref="ValueBytes"/> long: for each possible CPU the value, rounded up to eight bytes.
/// Safe for concurrent use. Source: bpf(2), kernel/bpf/syscall.c.
/// </summary>
public sealed unsafe partial class BpfMap : IDisposable
{
    private BpfMap(FileDescriptor descriptor, BpfMapType type, int keySize, int valueSize, int maximumEntries, BpfMapFlags flags, string name)
    {
        Descriptor = descriptor;
        Type = type;
        KeySize = keySize;
        ValueSize = valueSize;
        MaximumEntries = maximumEntries;
        Flags = flags;
        Name = name;
    }

    /// <summary>The descriptor, whose number goes into programs.</summary>
    public FileDescriptor Descriptor { get; }

    /// <summary>The kind.</summary>
    public BpfMapType Type { get; }

    /// <summary>Bytes of a key.</summary>
    public int KeySize { get; }

    /// <summary>Bytes of a value, of one CPU.</summary>
    public int ValueSize { get; }

    /// <summary>Most elements; bytes of a ring buffer.</summary>
    public int MaximumEntries { get; }

    /// <summary>Properties.</summary>
    public BpfMapFlags Flags { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>True where a value exists for each CPU.</summary>
    public bool IsPerCpu => Type is BpfMapType.PerCpuHash or BpfMapType.PerCpuArray or BpfMapType.LruPerCpuHash or BpfMapType.PerCpuCgroupStorage;

    /// <summary>Bytes from one CPU's value to the next; the value size where there is but one.</summary>
    public int ValueStride => IsPerCpu ? (ValueSize + 7) & ~7 : ValueSize;

    /// <summary>Bytes that reading or writing one element takes.</summary>
    public int ValueBytes => IsPerCpu ? ValueStride * ProcessorList.PossibleCount : ValueSize;

    /// <summary>Creates a map.</summary>
    /// <exception cref="BpfException">The kernel refuses; for EINVAL often because it is too old for the kind or a property.</exception>
    public static BpfMap Create(BpfMapDefinition definition)
    {
        Errno errno = BpfSystemCall.CreateMap(Request(definition), out FileDescriptor? descriptor);
        return descriptor is not null
            ? new BpfMap(
                descriptor, definition.Type, definition.KeySize, definition.ValueSize, definition.MaximumEntries, definition.Flags, definition.Name)
            : throw new BpfException($"create the {definition.Type} map '{definition.Name}'", errno, Explain(errno, definition));
    }

    /// <summary>Opens the map with the system's number <paramref name="id"/>; null where it is gone.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static BpfMap? Open(uint id)
    {
        Errno errno = BpfSystemCall.OpenById(BpfObjectKind.Map, id, out FileDescriptor? descriptor);
        return descriptor is not null ? Adopt(descriptor) : errno.IsGone ? null : throw new BpfException($"open map {id}", errno);
    }

    /// <summary>Opens a map that was pinned at <paramref name="path"/>.</summary>
    /// <exception cref="BpfException">There is no such pin, or it is no map.</exception>
    public static BpfMap OpenPinned(string path)
    {
        Errno errno = BpfSystemCall.OpenPinned(path, out FileDescriptor? descriptor);
        return descriptor is not null ? Adopt(descriptor) : throw new BpfException($"open the pinned map {path}", errno);
    }

    /// <summary>Gives the map a name in a BPF file system, which keeps it alive until that file is removed.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public void Pin(string path) => Check(BpfSystemCall.Pin(Descriptor, path), $"pin map '{Name}' at {path}");

    /// <summary>Forbids user space to change the map from now on. Linux 5.2.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public void Freeze() => Check(BpfSystemCall.Freeze(Descriptor), $"freeze map '{Name}'");

    /// <summary>The system's number of the map.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public uint ReadId() => ReadInformation(Descriptor).Id;

    /// <summary>Maps the values of an array with <see cref="BpfMapFlags.Mappable"/> into memory. Linux 5.5.</summary>
    /// <exception cref="BpfException">The kernel refuses, for one because the map is frozen.</exception>
    public MappedValues MapValues(bool writable = false) => MappedValues.Create(this, writable);

    /// <inheritdoc/>
    public void Dispose() => Descriptor.Dispose();

    private static BpfMap Adopt(FileDescriptor descriptor)
    {
        try
        {
            DescriptorKind.Require(descriptor, DescriptorKind.Map, "open a map");
            BpfMapInfo information = ReadInformation(descriptor);
            string name = Encoding.UTF8.GetString(new ReadOnlySpan<byte>(information.Name, 16)).TrimEnd('\0');
            return new BpfMap(
                descriptor, (BpfMapType)information.Type, (int)information.KeySize, (int)information.ValueSize, (int)information.MaximumEntries,
                (BpfMapFlags)information.Flags, name);
        }
        catch (BpfException)
        {
            descriptor.Dispose();
            throw;
        }
    }

    private static BpfMapInfo ReadInformation(FileDescriptor descriptor)
    {
        BpfMapInfo information = default;
        Errno errno = BpfSystemCall.GetInformation(descriptor, ref information);
        return errno.IsSuccess ? information : throw new BpfException("read a map's properties", errno);
    }

    private static BpfMapRequest Request(BpfMapDefinition definition) => new()
    {
        Type = (uint)definition.Type,
        KeySize = (uint)definition.KeySize,
        ValueSize = (uint)definition.ValueSize,
        MaximumEntries = (uint)definition.MaximumEntries,
        Flags = (uint)definition.Flags,
        InnerMap = definition.InnerMap?.Descriptor,
        NumaNode = (uint)definition.NumaNode,
        Name = definition.Name,
        Btf = definition.Btf,
        BtfKeyType = (uint)definition.BtfKeyType,
        BtfValueType = (uint)definition.BtfValueType,
        Extra = definition.Extra,
    };

    private static string? Explain(Errno errno, BpfMapDefinition definition) => errno == Errno.InvalidArgument && definition.Type == BpfMapType.RingBuffer
        ? $"{errno}. A ring buffer's size is a power of two and a multiple of the page size, without key and value; it needs Linux 5.8."
        : errno == Errno.OperationNotPermitted && definition.MaximumEntries > 0
            ? $"{errno}. It needs CAP_BPF; before Linux 5.11 also RLIMIT_MEMLOCK large enough for the map."
            : null;

    private static void Check(Errno errno, string action)
    {
        if (!errno.IsSuccess)
            throw new BpfException(action, errno);
    }
}

using Sonde.Linux.Abi;

namespace Sonde.Linux.Bpf;

/// <summary>Objects by number, by name in the BPF file system, and what the kernel tells of them.</summary>
public static unsafe partial class BpfSystemCall
{
    /// <summary>BPF_OBJ_PIN: gives a map, program or link a name in a BPF file system, which keeps it alive.</summary>
    public static Errno Pin(FileDescriptor descriptor, string path)
    {
        using DescriptorUse use = new(descriptor);
        fixed (byte* name = Terminated(path))
        {
            BpfAttrObject attributes = new() { pathname = (ulong)name, bpf_fd = use.Number };
            return Call(BpfCommand.BPF_OBJ_PIN, &attributes);
        }
    }

    /// <summary>BPF_OBJ_GET: opens what was pinned.</summary>
    public static Errno OpenPinned(string path, out FileDescriptor? descriptor)
    {
        fixed (byte* name = Terminated(path))
        {
            BpfAttrObject attributes = new() { pathname = (ulong)name };
            return Open(BpfCommand.BPF_OBJ_GET, &attributes, out descriptor);
        }
    }

    /// <summary>BPF_*_GET_NEXT_ID: the lowest number above <paramref name="id"/>. ENOENT after the last; EPERM without CAP_SYS_ADMIN.</summary>
    public static Errno NextId(BpfObjectKind kind, uint id, out uint next)
    {
        BpfAttrGetId attributes = new() { start_id = id };
        BpfCommand command = kind switch
        {
            BpfObjectKind.Program => BpfCommand.BPF_PROG_GET_NEXT_ID,
            BpfObjectKind.Map => BpfCommand.BPF_MAP_GET_NEXT_ID,
            BpfObjectKind.Btf => BpfCommand.BPF_BTF_GET_NEXT_ID,
            _ => BpfCommand.BPF_LINK_GET_NEXT_ID,
        };
        Errno errno = Call(command, &attributes);
        next = attributes.next_id;
        return errno;
    }

    /// <summary>BPF_*_GET_FD_BY_ID. ENOENT where the object is gone.</summary>
    public static Errno OpenById(BpfObjectKind kind, uint id, out FileDescriptor? descriptor)
    {
        BpfAttrGetId attributes = new() { start_id = id };
        BpfCommand command = kind switch
        {
            BpfObjectKind.Program => BpfCommand.BPF_PROG_GET_FD_BY_ID,
            BpfObjectKind.Map => BpfCommand.BPF_MAP_GET_FD_BY_ID,
            BpfObjectKind.Btf => BpfCommand.BPF_BTF_GET_FD_BY_ID,
            _ => BpfCommand.BPF_LINK_GET_FD_BY_ID,
        };
        return Open(command, &attributes, out descriptor);
    }

    /// <summary>
    /// BPF_OBJ_GET_INFO_BY_FD into <paramref name="information"/>, one of the bpf_*_info structures; where it holds addresses of buffers, these are the
    /// caller's to keep in place. Bytes that this kernel does not know stay zero.
    /// </summary>
    public static Errno GetInformation<T>(FileDescriptor descriptor, ref T information)
        where T : unmanaged
    {
        using DescriptorUse use = new(descriptor);
        fixed (T* pointer = &information)
        {
            BpfAttrInfo attributes = new() { bpf_fd = use.Number, info_len = (uint)sizeof(T), info = (ulong)pointer };
            return Call(BpfCommand.BPF_OBJ_GET_INFO_BY_FD, &attributes);
        }
    }
}

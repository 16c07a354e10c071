using Sonde.Linux.Abi;

namespace Sonde.Linux.Bpf;

/// <summary>Links: attachments that last as long as their descriptor.</summary>
public static unsafe partial class BpfSystemCall
{
    /// <summary>BPF_LINK_CREATE of a program on a descriptor: a cgroup, a network namespace. Linux 5.7.</summary>
    public static Errno CreateLink(FileDescriptor program, FileDescriptor? target, uint attachType, uint flags, out FileDescriptor? link)
    {
        using DescriptorUse use = new(target);
        BpfAttrLinkCreate attributes = new() { target_fd_or_ifindex = use.Number, attach_type = attachType, flags = flags };
        return CreateLink(program, ref attributes, out link);
    }

    /// <summary>BPF_LINK_CREATE on a network interface: XDP (Linux 5.9) or tcx (6.6).</summary>
    public static Errno CreateInterfaceLink(FileDescriptor program, uint interfaceIndex, uint attachType, uint flags, out FileDescriptor? link)
    {
        BpfAttrLinkCreate attributes = new() { target_fd_or_ifindex = interfaceIndex, attach_type = attachType, flags = flags };
        return CreateLink(program, ref attributes, out link);
    }

    /// <summary>BPF_LINK_CREATE on a performance event, with what bpf_get_attach_cookie returns. Linux 5.15.</summary>
    public static Errno CreatePerfEventLink(FileDescriptor program, FileDescriptor perfEvent, ulong cookie, out FileDescriptor? link)
    {
        using DescriptorUse use = new(perfEvent);
        BpfAttrLinkCreate attributes = new() { target_fd_or_ifindex = use.Number, attach_type = BPF_PERF_EVENT, perf_event_bpf_cookie = cookie };
        return CreateLink(program, ref attributes, out link);
    }

    /// <summary>BPF_LINK_CREATE of a tracing or LSM program, whose target was given when it was loaded; with a cookie since Linux 6.0.</summary>
    public static Errno CreateTracingLink(FileDescriptor program, uint attachType, ulong cookie, out FileDescriptor? link)
    {
        BpfAttrLinkCreate attributes = new() { attach_type = attachType, tracing_cookie = cookie };
        return CreateLink(program, ref attributes, out link);
    }

    /// <summary>BPF_LINK_CREATE of an iterator. Linux 5.8.</summary>
    /// <param name="program">The program.</param>
    /// <param name="information">union bpf_iter_link_info, which narrows what is iterated; empty for everything.</param>
    /// <param name="link">The link, or null after an error.</param>
    public static Errno CreateIteratorLink(FileDescriptor program, ReadOnlySpan<byte> information, out FileDescriptor? link)
    {
        fixed (byte* pointer = information)
        {
            BpfAttrLinkCreate attributes = new() { attach_type = BPF_TRACE_ITER, iter_info = (ulong)pointer, iter_info_len = (uint)information.Length };
            return CreateLink(program, ref attributes, out link);
        }
    }

    /// <summary>BPF_LINK_CREATE on many kernel functions at once. Linux 5.18; sessions 6.10.</summary>
    /// <param name="program">The program, loaded for the same attach type.</param>
    /// <param name="attachType">BPF_TRACE_KPROBE_MULTI or BPF_TRACE_KPROBE_SESSION.</param>
    /// <param name="symbols">The functions' names; or empty, and addresses are given.</param>
    /// <param name="addresses">The functions' addresses; or empty.</param>
    /// <param name="cookies">One for each function; or empty.</param>
    /// <param name="flags">BPF_F_KPROBE_MULTI_RETURN is 1.</param>
    /// <param name="link">The link, or null after an error.</param>
    public static Errno CreateKernelProbesLink(
        FileDescriptor program, uint attachType, IReadOnlyList<string> symbols, ReadOnlySpan<ulong> addresses, ReadOnlySpan<ulong> cookies, uint flags, out FileDescriptor? link)
    {
        byte[] names = Terminated(string.Join('\0', symbols));
        ulong[] pointers = new ulong[symbols.Count];
        fixed (byte* text = names)
        fixed (ulong* symbolPointers = pointers, addressPointers = addresses, cookiePointers = cookies)
        {
            byte* next = text;
            for (int i = 0; i < pointers.Length; i++)
            {
                pointers[i] = (ulong)next;
                next += System.Text.Encoding.UTF8.GetByteCount(symbols[i]) + 1;
            }

            BpfAttrLinkCreate attributes = new()
            {
                attach_type = attachType,
                kprobe_multi_flags = flags,
                kprobe_multi_cnt = (uint)(pointers.Length > 0 ? pointers.Length : addresses.Length),
                kprobe_multi_syms = (ulong)symbolPointers,
                kprobe_multi_addrs = (ulong)addressPointers,
                kprobe_multi_cookies = (ulong)cookiePointers,
            };
            return CreateLink(program, ref attributes, out link);
        }
    }

    /// <summary>BPF_LINK_CREATE on many places of a program file at once. Linux 6.6; sessions 6.13.</summary>
    /// <param name="program">The program, loaded for the same attach type.</param>
    /// <param name="attachType">BPF_TRACE_UPROBE_MULTI or BPF_TRACE_UPROBE_SESSION.</param>
    /// <param name="path">The file.</param>
    /// <param name="offsets">Places, in bytes from the file's start.</param>
    /// <param name="semaphores">File offsets of counters that the kernel increments while attached, one for each place; or empty.</param>
    /// <param name="cookies">One for each place; or empty.</param>
    /// <param name="flags">BPF_F_UPROBE_MULTI_RETURN is 1.</param>
    /// <param name="process">Only in this process; 0 for all.</param>
    /// <param name="link">The link, or null after an error.</param>
    public static Errno CreateUserProbesLink(
        FileDescriptor program, uint attachType, string path, ReadOnlySpan<ulong> offsets, ReadOnlySpan<ulong> semaphores, ReadOnlySpan<ulong> cookies, uint flags, uint process,
        out FileDescriptor? link)
    {
        fixed (byte* pathPointer = Terminated(path))
        fixed (ulong* offsetPointers = offsets, semaphorePointers = semaphores, cookiePointers = cookies)
        {
            BpfAttrLinkCreate attributes = new()
            {
                attach_type = attachType,
                uprobe_multi_path = (ulong)pathPointer,
                uprobe_multi_offsets = (ulong)offsetPointers,
                uprobe_multi_ref_ctr_offsets = (ulong)semaphorePointers,
                uprobe_multi_cookies = (ulong)cookiePointers,
                uprobe_multi_cnt = (uint)offsets.Length,
                uprobe_multi_flags = flags,
                uprobe_multi_pid = process,
            };
            return CreateLink(program, ref attributes, out link);
        }
    }

    /// <summary>BPF_RAW_TRACEPOINT_OPEN: attaches a raw tracepoint by name, or where the name is empty a tracing program to what it was loaded for.</summary>
    public static Errno OpenRawTracepoint(FileDescriptor program, string name, ulong cookie, out FileDescriptor? link)
    {
        using DescriptorUse use = new(program);
        fixed (byte* pointer = Terminated(name))
        {
            BpfAttrRawTracepoint attributes = new() { name = name.Length == 0 ? 0 : (ulong)pointer, prog_fd = use.Number, cookie = cookie };
            return Open(BpfCommand.BPF_RAW_TRACEPOINT_OPEN, &attributes, out link);
        }
    }

    /// <summary>BPF_LINK_UPDATE: puts another program in a link's place.</summary>
    public static Errno UpdateLink(FileDescriptor link, FileDescriptor program)
    {
        using DescriptorUse linkUse = new(link);
        using DescriptorUse programUse = new(program);
        BpfAttrLinkUpdate attributes = new() { link_fd = linkUse.Number, new_prog_fd_or_flags = programUse.Number };
        return Call(BpfCommand.BPF_LINK_UPDATE, &attributes);
    }

    /// <summary>BPF_LINK_DETACH: ends the attachment while the link stays open. Linux 5.9, cgroup, XDP, tcx and namespace links.</summary>
    public static Errno DetachLink(FileDescriptor link)
    {
        using DescriptorUse use = new(link);
        BpfAttrLinkUpdate attributes = new() { link_fd = use.Number };
        return Call(BpfCommand.BPF_LINK_DETACH, &attributes);
    }

    /// <summary>BPF_ITER_CREATE: a descriptor that reads what an iterator's program prints. Linux 5.8.</summary>
    public static Errno CreateIterator(FileDescriptor link, out FileDescriptor? iterator)
    {
        using DescriptorUse use = new(link);
        BpfAttrLinkUpdate attributes = new() { link_fd = use.Number };
        return Open(BpfCommand.BPF_ITER_CREATE, &attributes, out iterator);
    }

    private static Errno CreateLink(FileDescriptor program, ref BpfAttrLinkCreate attributes, out FileDescriptor? link)
    {
        using DescriptorUse use = new(program);
        attributes.prog_fd = use.Number;
        fixed (BpfAttrLinkCreate* pointer = &attributes)
            return Open(BpfCommand.BPF_LINK_CREATE, pointer, out link);
    }
}

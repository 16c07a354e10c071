using Sonde.Bpf.Programs;
using Sonde.Linux;
using Sonde.Linux.Bpf;
using Sonde.Linux.Events;

namespace Sonde.Bpf.Links;

/// <summary>
/// An attached program. It ends when this is disposed and also when the process dies however it dies, since descriptors alone hold it, unless it was
/// pinned.
/// </summary>
public sealed class BpfLink : IDisposable
{
    private readonly FileDescriptor? _event;

    internal BpfLink(FileDescriptor descriptor, string target, FileDescriptor? perfEvent = null)
    {
        Descriptor = descriptor;
        Target = target;
        _event = perfEvent;
    }

    /// <summary>The link's descriptor; where the kernel has no links for this kind, that of the performance event.</summary>
    public FileDescriptor Descriptor { get; }

    /// <summary>What the program is attached to, such as "tracepoint sched:sched_switch".</summary>
    public string Target { get; }

    /// <summary>Opens a link that was pinned at <paramref name="path"/>.</summary>
    /// <exception cref="BpfException">There is no such pin, or it is no link.</exception>
    public static BpfLink OpenPinned(string path)
    {
        Errno errno = BpfSystemCall.OpenPinned(path, out FileDescriptor? descriptor);
        if (descriptor is null)
            throw new BpfException($"open the pinned link {path}", errno);
        try
        {
            DescriptorKind.Require(descriptor, DescriptorKind.Link, $"open the pinned link {path}");
            return new BpfLink(descriptor, path);
        }
        catch (BpfException)
        {
            descriptor.Dispose();
            throw;
        }
    }

    /// <summary>Gives the link a name in a BPF file system: the attachment then outlives this process, until that file is removed.</summary>
    /// <exception cref="BpfException">The kernel refuses, as for performance events without links (before Linux 5.15).</exception>
    public void Pin(string path) => Check(BpfSystemCall.Pin(Descriptor, path), $"pin the link to {Target} at {path}");

    /// <summary>Puts another program in this one's place, without a gap. Cgroup, XDP, tcx and iterator links.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public void Replace(BpfProgram program) => Check(BpfSystemCall.UpdateLink(Descriptor, program.Descriptor), $"replace the program of {Target}");

    /// <inheritdoc/>
    public void Dispose()
    {
        Descriptor.Dispose();
        _event?.Dispose();
    }

    /// <summary>The link of a call that may have failed.</summary>
    internal static BpfLink From(Errno errno, FileDescriptor? descriptor, BpfProgram program, string target, string? reason = null) =>
        descriptor is not null ? new BpfLink(descriptor, target) : throw new BpfException($"attach program '{program.Name}' to {target}", errno, reason);

    /// <summary>Attaches to a performance event, which the link owns from now on, and lets it run.</summary>
    internal static BpfLink ToPerfEvent(BpfProgram program, FileDescriptor perfEvent, ulong cookie, string target)
    {
        Errno errno = BpfSystemCall.CreatePerfEventLink(program.Descriptor, perfEvent, cookie, out FileDescriptor? link);
        // Before Linux 5.15 there is no such link, and neither are there cookies.
        if (link is null && errno == Errno.InvalidArgument && cookie == 0)
            errno = PerfEvent.SetProgram(perfEvent, program.Descriptor);
        if (errno.IsSuccess)
            errno = PerfEvent.Enable(perfEvent);
        if (errno.IsSuccess)
            return link is not null ? new BpfLink(link, target, perfEvent) : new BpfLink(perfEvent, target);
        link?.Dispose();
        perfEvent.Dispose();
        throw new BpfException($"attach program '{program.Name}' to {target}", errno);
    }

    /// <summary>Opens a performance event for <see cref="ToPerfEvent"/>.</summary>
    internal static FileDescriptor Open(in PerfEventRequest request, string target, string? reasonWhereMissing = null)
    {
        Errno errno = PerfEvent.TryOpen(request, out FileDescriptor? perfEvent);
        if (perfEvent is not null)
            return perfEvent;
        string? reason = errno == Errno.NoSuchEntry || errno == Errno.NotSupported ? reasonWhereMissing
            : errno.IsPermission ? $"{errno}. It needs root, or CAP_PERFMON; see also kernel.perf_event_paranoid."
            : null;
        throw new BpfException($"open {target}", errno, reason);
    }

    private static void Check(Errno errno, string action)
    {
        if (!errno.IsSuccess)
            throw new BpfException(action, errno);
    }
}

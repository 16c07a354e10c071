using Sonde.Bpf.Programs;
using Sonde.Linux;
using Sonde.Linux.Bpf;
using Sonde.Linux.Events;

namespace Sonde.Bpf.Links;

/// <summary>Attaches to places that the kernel's authors marked.</summary>
public static class Tracepoints
{
    private const uint PerfTypeTracepoint = 2;

    private static readonly string[] Roots = ["/sys/kernel/tracing", "/sys/kernel/debug/tracing"];

    /// <summary>Attaches a <see cref="BpfProgramType.Tracepoint"/> program, whose context is the record of tracefs' format file.</summary>
    /// <param name="program">The program.</param>
    /// <param name="category">Such as "sched".</param>
    /// <param name="name">Such as "sched_switch".</param>
    /// <param name="cookie">What bpf_get_attach_cookie returns; not 0 needs Linux 5.15.</param>
    /// <exception cref="BpfException">There is no such tracepoint, tracefs is not mounted, or the kernel refuses.</exception>
    public static BpfLink Attach(BpfProgram program, string category, string name, ulong cookie = 0)
    {
        string target = $"tracepoint {category}:{name}";
        return Attach(program, ReadId(category, name), cookie, target);
    }

    /// <summary>Attaches to the tracepoint with the number <paramref name="id"/> of its id file.</summary>
    /// <inheritdoc cref="Attach(BpfProgram, string, string, ulong)"/>
    public static BpfLink Attach(BpfProgram program, ulong id, ulong cookie = 0) => Attach(program, id, cookie, $"tracepoint {id}");

    /// <summary>
    /// Attaches a <see cref="BpfProgramType.RawTracepoint"/> program, whose context is the tracepoint's arguments, 8 bytes each. Needs no tracefs.
    /// </summary>
    /// <param name="program">The program.</param>
    /// <param name="name">Such as "sched_switch", without category.</param>
    /// <param name="cookie">Not 0 needs Linux 6.10.</param>
    /// <exception cref="BpfException">There is no such tracepoint, or the kernel refuses.</exception>
    public static BpfLink AttachRaw(BpfProgram program, string name, ulong cookie = 0)
    {
        Errno errno = BpfSystemCall.OpenRawTracepoint(program.Descriptor, name, cookie, out FileDescriptor? link);
        string? reason = errno == Errno.NoSuchEntry ? "the kernel has no such tracepoint." : null;
        return BpfLink.From(errno, link, program, $"raw tracepoint {name}", reason);
    }

    private static BpfLink Attach(BpfProgram program, ulong id, ulong cookie, string target)
    {
        PerfEventRequest request = new() { Type = PerfTypeTracepoint, Config = id, SamplePeriod = 1, WakeUpEvents = 1, StartsDisabled = true, Process = -1, Cpu = ProcessorList.Online[0] };
        return BpfLink.ToPerfEvent(program, BpfLink.Open(request, target), cookie, target);
    }

    private static ulong ReadId(string category, string name)
    {
        Errno errno = Errno.NoSuchEntry;
        foreach (string root in Roots)
        {
            errno = KernelNumber.TryRead($"{root}/events/{category}/{name}/id", out ulong id);
            if (errno.IsSuccess)
                return id;
            if (!errno.IsGone)
                break;
        }

        bool isMounted = Roots.Any(root => KernelNumber.TryRead($"{root}/buffer_size_kb", out _).IsSuccess);
        string? reason = !errno.IsGone ? null
            : isMounted ? "the kernel has no such tracepoint."
            : "tracefs is not mounted: mount -t tracefs none /sys/kernel/tracing";
        throw new BpfException($"find tracepoint {category}:{name}", errno, reason);
    }
}

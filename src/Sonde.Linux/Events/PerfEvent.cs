using System.Text;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Events;

/// <summary>Performance events: counters, samples, and the anchors of probes. Source: perf_event_open(2).</summary>
public static unsafe class PerfEvent
{
    /// <summary>
    /// Opens an event. ENOENT or EOPNOTSUPP where the machine lacks it, EACCES or EPERM where perf_event_paranoid forbids it, ENODEV for a CPU that is
    /// offline.
    /// </summary>
    public static Errno TryOpen(in PerfEventRequest request, out FileDescriptor? descriptor)
    {
        descriptor = null;
        byte[]? text = request.Config1Text is null ? null : Encoding.UTF8.GetBytes(request.Config1Text + '\0');
        fixed (byte* textPointer = text)
        {
            PerfEventAttr attributes = new()
            {
                type = request.Type,
                size = (uint)sizeof(PerfEventAttr),
                config = request.Config,
                sample_period_or_freq = request.SampleFrequency > 0 ? request.SampleFrequency : request.SamplePeriod,
                sample_type = request.SampleType,
                wakeup_events = request.WakeUpEvents,
                bp_type = request.BreakpointType,
                config1 = text is null ? request.Config1 : (ulong)textPointer,
                config2 = request.Config2,
                flags = (request.StartsDisabled ? PerfEventAttr.disabled : 0) | (request.Inherit ? PerfEventAttr.inherit : 0)
                    | (request.ExcludesKernel ? PerfEventAttr.exclude_kernel : 0) | (request.SampleFrequency > 0 ? PerfEventAttr.freq : 0),
            };
            nint number = LibC.syscall(SyscallNumbers.perf_event_open, (nint)(&attributes), request.Process, request.Cpu, -1, LibC.PERF_FLAG_FD_CLOEXEC, 0);
            if (number < 0)
                return Errno.Last();
            descriptor = FileDescriptor.Adopt((int)number);
            return Errno.Success;
        }
    }

    /// <summary>PERF_EVENT_IOC_ENABLE.</summary>
    public static Errno Enable(FileDescriptor perfEvent) => Request(perfEvent, LibC.PERF_EVENT_IOC_ENABLE, 0);

    /// <summary>PERF_EVENT_IOC_DISABLE.</summary>
    public static Errno Disable(FileDescriptor perfEvent) => Request(perfEvent, LibC.PERF_EVENT_IOC_DISABLE, 0);

    /// <summary>PERF_EVENT_IOC_SET_BPF: the way before Linux 5.15 to attach a program to an event.</summary>
    public static Errno SetProgram(FileDescriptor perfEvent, FileDescriptor program)
    {
        using DescriptorUse use = new(program);
        return Request(perfEvent, LibC.PERF_EVENT_IOC_SET_BPF, (nint)use.Number);
    }

    private static Errno Request(FileDescriptor perfEvent, nint request, nint argument) =>
        LibC.ioctl(perfEvent, request, argument) < 0 ? Errno.Last() : Errno.Success;
}

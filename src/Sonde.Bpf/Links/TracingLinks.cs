using Sonde.Bpf.Programs;
using Sonde.Linux;
using Sonde.Linux.Bpf;

namespace Sonde.Bpf.Links;

/// <summary>
/// Attaches programs whose target was fixed at load by its type id: tracepoints with typed arguments (tp_btf), entry and exit of kernel functions
/// (fentry, fexit), changed return values, and security hooks (LSM).
/// </summary>
public static class TracingLinks
{
    /// <summary>Attaches a <see cref="BpfProgramType.Tracing"/> or <see cref="BpfProgramType.Lsm"/> program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="cookie">What bpf_get_attach_cookie returns; not 0 needs Linux 6.0, of tp_btf 6.10.</param>
    /// <exception cref="BpfException">The kernel refuses: too many programs on one function, or a kernel without trampolines.</exception>
    public static BpfLink Attach(BpfProgram program, ulong cookie = 0)
    {
        string target = $"what '{program.Name}' was loaded for ({program.ExpectedAttachType})";
        if (cookie == 0)
        {
            // The older call, which every kernel with such programs has.
            Errno opened = BpfSystemCall.OpenRawTracepoint(program.Descriptor, "", 0, out FileDescriptor? old);
            return BpfLink.From(opened, old, program, target);
        }

        Errno errno = BpfSystemCall.CreateTracingLink(program.Descriptor, (uint)program.ExpectedAttachType, cookie, out FileDescriptor? link);
        return BpfLink.From(errno, link, program, target);
    }
}

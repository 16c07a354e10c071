using Sonde.Bpf.Programs;
using Sonde.Linux;
using Sonde.Linux.Bpf;
using Sonde.Linux.Events;

namespace Sonde.Bpf.Links;

/// <summary>Attaches <see cref="BpfProgramType.KernelProbe"/> programs to functions of the kernel.</summary>
public static class KernelProbes
{
    private const uint MultiReturn = 1;
    private const string NoSuchFunction = "the kernel has no such function, or it may not be probed.";

    /// <summary>Attaches to the entry of a function, a place within it, or its return.</summary>
    /// <param name="program">The program.</param>
    /// <param name="function">The function's name in /proc/kallsyms; "module:function" is also taken.</param>
    /// <param name="offset">Bytes from the function's start; 0 for returns.</param>
    /// <param name="isReturn">True for the function's return.</param>
    /// <param name="cookie">What bpf_get_attach_cookie returns; not 0 needs Linux 5.15.</param>
    /// <exception cref="BpfException">There is no such function, or the kernel has no kprobes.</exception>
    public static BpfLink Attach(BpfProgram program, string function, ulong offset = 0, bool isReturn = false, ulong cookie = 0)
    {
        string target = $"{(isReturn ? "kretprobe" : "kprobe")} {function}{(offset > 0 ? $"+{offset}" : "")}";
        return Attach(program, function, offset, isReturn, cookie, target);
    }

    /// <summary>Attaches to an address.</summary>
    /// <inheritdoc cref="Attach(BpfProgram, string, ulong, bool, ulong)"/>
    public static BpfLink AttachAddress(BpfProgram program, ulong address, bool isReturn = false, ulong cookie = 0) =>
        Attach(program, null, address, isReturn, cookie, $"{(isReturn ? "kretprobe" : "kprobe")} 0x{address:x}");

    /// <summary>Attaches to many functions at once, in milliseconds. Linux 5.18.</summary>
    /// <param name="program">A program loaded for <see cref="BpfAttachType.TraceKernelProbeMulti"/>, or for sessions (Linux 6.10), which see entry and return.</param>
    /// <param name="functions">The functions' names.</param>
    /// <param name="isReturn">True for the functions' returns; false for sessions.</param>
    /// <param name="cookies">One for each function; or empty.</param>
    /// <exception cref="BpfException">A function does not exist or may not be probed, or the kernel has no such links.</exception>
    public static BpfLink AttachMany(BpfProgram program, IReadOnlyList<string> functions, bool isReturn = false, ReadOnlySpan<ulong> cookies = default) =>
        AttachMany(program, functions, [], isReturn, cookies);

    /// <summary>Attaches to many functions by their addresses, which saves the kernel the search.</summary>
    /// <inheritdoc cref="AttachMany(BpfProgram, IReadOnlyList{string}, bool, ReadOnlySpan{ulong})"/>
    public static BpfLink AttachMany(BpfProgram program, ReadOnlySpan<ulong> addresses, bool isReturn = false, ReadOnlySpan<ulong> cookies = default) =>
        AttachMany(program, [], addresses, isReturn, cookies);

    private static BpfLink AttachMany(
        BpfProgram program, IReadOnlyList<string> functions, ReadOnlySpan<ulong> addresses, bool isReturn, ReadOnlySpan<ulong> cookies)
    {
        int count = Math.Max(functions.Count, addresses.Length);
        if (!cookies.IsEmpty && cookies.Length != count)
            throw new ArgumentException($"There are {cookies.Length} cookies for {count} functions.", nameof(cookies));
        BpfAttachType kind = program.ExpectedAttachType == BpfAttachType.TraceKernelProbeSession
            ? BpfAttachType.TraceKernelProbeSession
            : BpfAttachType.TraceKernelProbeMulti;
        Errno errno = BpfSystemCall.CreateKernelProbesLink(
            program.Descriptor, (uint)kind, functions, addresses, cookies, isReturn ? MultiReturn : 0, out FileDescriptor? link);
        string? reason = errno == Errno.NoSuchEntry || errno == Errno.NoSuchProcess ? "one of the functions does not exist or may not be probed."
            : errno == Errno.NotSupported ? "this kernel was built without kprobes on many functions (CONFIG_FPROBE)."
            : null;
        return BpfLink.From(errno, link, program, $"{count} kernel functions", reason);
    }

    private static BpfLink Attach(BpfProgram program, string? function, ulong offset, bool isReturn, ulong cookie, string target)
    {
        PerfEventRequest request = new()
        {
            Type = ProbeUnit.TypeOf("kprobe"),
            Config = isReturn ? ProbeUnit.Return : 0,
            Config1Text = function,
            Config2 = offset,
            StartsDisabled = true,
            Process = -1,
            Cpu = ProcessorList.Online[0],
        };
        return BpfLink.ToPerfEvent(program, BpfLink.Open(request, target, NoSuchFunction), cookie, target);
    }
}

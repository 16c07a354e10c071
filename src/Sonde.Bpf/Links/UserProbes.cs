using Sonde.Bpf.Programs;
using Sonde.Linux;
using Sonde.Linux.Bpf;
using Sonde.Linux.Events;

namespace Sonde.Bpf.Links;

/// <summary>Attaches <see cref="BpfProgramType.KernelProbe"/> programs to places in program files and libraries.</summary>
public static class UserProbes
{
    private const uint MultiReturn = 1;
    private const int SemaphoreShift = 32;

    /// <summary>Attaches to an instruction, or to the return of the function that starts there.</summary>
    /// <param name="program">The program.</param>
    /// <param name="path">The file, as this process sees it.</param>
    /// <param name="offset">Bytes from the file's start (not an address in memory).</param>
    /// <param name="isReturn">True for the function's return.</param>
    /// <param name="process">Only in this process; -1 for all.</param>
    /// <param name="semaphoreOffset">File offset of a USDT probe's counter, which the kernel increments while attached (Linux 4.20); 0 for none.</param>
    /// <param name="cookie">What bpf_get_attach_cookie returns; not 0 needs Linux 5.15.</param>
    /// <exception cref="BpfException">There is no such file, or the kernel refuses.</exception>
    public static BpfLink Attach(
        BpfProgram program, string path, ulong offset, bool isReturn = false, int process = -1, ulong semaphoreOffset = 0, ulong cookie = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(semaphoreOffset, uint.MaxValue);
        string target = $"{(isReturn ? "uretprobe" : "uprobe")} {path}+0x{offset:x}";
        PerfEventRequest request = new()
        {
            Type = ProbeUnit.TypeOf("uprobe"),
            Config = (isReturn ? ProbeUnit.Return : 0) | (semaphoreOffset << SemaphoreShift),
            Config1Text = path,
            Config2 = offset,
            StartsDisabled = true,
            Process = process,
            Cpu = process > 0 ? -1 : ProcessorList.Online[0],
        };
        return BpfLink.ToPerfEvent(program, BpfLink.Open(request, target, "there is no such file."), cookie, target);
    }

    /// <summary>Attaches to many places of a file at once. Linux 6.6; sessions 6.13.</summary>
    /// <param name="program">A program loaded for <see cref="BpfAttachType.TraceUserProbeMulti"/>, or for sessions, which see entry and return.</param>
    /// <param name="path">The file.</param>
    /// <param name="offsets">Places, in bytes from the file's start.</param>
    /// <param name="isReturn">True for the functions' returns; false for sessions.</param>
    /// <param name="process">Only in this process; 0 for all.</param>
    /// <param name="semaphoreOffsets">File offsets of counters, one for each place, 0 for none; or empty.</param>
    /// <param name="cookies">One for each place; or empty.</param>
    /// <exception cref="BpfException">There is no such file, a place is no instruction, or the kernel has no such links.</exception>
    public static BpfLink AttachMany(
        BpfProgram program, string path, ReadOnlySpan<ulong> offsets, bool isReturn = false, int process = 0,
        ReadOnlySpan<ulong> semaphoreOffsets = default, ReadOnlySpan<ulong> cookies = default)
    {
        // The kernel reads as many of each as there are places.
        if ((!semaphoreOffsets.IsEmpty && semaphoreOffsets.Length != offsets.Length) || (!cookies.IsEmpty && cookies.Length != offsets.Length))
            throw new ArgumentException($"There are {offsets.Length} places, {semaphoreOffsets.Length} counters and {cookies.Length} cookies.", nameof(offsets));
        BpfAttachType kind = program.ExpectedAttachType == BpfAttachType.TraceUserProbeSession
            ? BpfAttachType.TraceUserProbeSession
            : BpfAttachType.TraceUserProbeMulti;
        Errno errno = BpfSystemCall.CreateUserProbesLink(
            program.Descriptor, (uint)kind, path, offsets, semaphoreOffsets, cookies, isReturn ? MultiReturn : 0, (uint)process, out FileDescriptor? link);
        string? reason = errno == Errno.NoSuchEntry ? "there is no such file." : errno == Errno.NoSuchProcess ? "there is no such process." : null;
        return BpfLink.From(errno, link, program, $"{offsets.Length} places of {path}", reason);
    }
}

using System.Runtime.InteropServices;
using System.Text;
using Sonde.Bpf.Instructions;
using Sonde.Bpf.Programs;
using Sonde.Linux;
using Sonde.Linux.Bpf;
using Sonde.Linux.Events;

namespace Sonde.Bpf.Features;

/// <summary>The attempts that need more than a program.</summary>
public static partial class KernelFeatures
{
    private const int EBadDescriptor = 9;

    // A call without arguments never passes, but the verifier says whether it got as far as the arguments.
    private static bool CallsHelper(BpfHelper helper, BpfProgramType type)
    {
        BpfInstruction[] instructions = [BpfInstruction.Call(helper), BpfInstruction.Move(BpfRegister.R0, 0), BpfInstruction.Exit()];
        byte[] log = new byte[16 * 1024];
        BpfProgramRequest request = new()
        {
            Type = (uint)type,
            Instructions = MemoryMarshal.AsBytes<BpfInstruction>(instructions),
            License = "GPL",
            LogLevel = 1,
        };
        Errno errno = BpfSystemCall.LoadProgram(request, log, out FileDescriptor? program);
        program?.Dispose();
        if (errno.IsSuccess)
            return true;
        string text = Encoding.UTF8.GetString(log.AsSpan(0, Math.Max(log.AsSpan().IndexOf((byte)0), 0)));
        return text.Length > 0 && !text.Contains("unknown func", StringComparison.Ordinal) && !text.Contains("invalid func", StringComparison.Ordinal)
            && !text.Contains("cannot use helper", StringComparison.Ordinal);
    }

    private static bool AttachesKernelProbes(BpfAttachType kind)
    {
        using FileDescriptor? program = LoadProbe(kind);
        if (program is null)
            return false;
        Errno errno = BpfSystemCall.CreateKernelProbesLink(program, (uint)kind, ["vprintk"], default, default, 0, out FileDescriptor? link);
        link?.Dispose();
        return errno.IsSuccess;
    }

    private static bool AttachesUserProbes(BpfAttachType kind)
    {
        using FileDescriptor? program = LoadProbe(kind);
        if (program is null)
            return false;
        Errno errno = BpfSystemCall.CreateUserProbesLink(program, (uint)kind, "/", [0], default, default, 0, 0, out FileDescriptor? link);
        link?.Dispose();
        // EBADF: "/" is no regular file, which only a kernel that knows these links finds out.
        return errno.IsSuccess || errno.Value == EBadDescriptor;
    }

    private static bool AttachesPerfEvent()
    {
        BpfInstruction[] instructions = [BpfInstruction.Move(BpfRegister.R0, 0), BpfInstruction.Exit()];
        BpfProgramRequest request = new()
        {
            Type = (uint)BpfProgramType.PerfEvent,
            Instructions = MemoryMarshal.AsBytes<BpfInstruction>(instructions),
            License = "GPL",
        };
        if (!BpfSystemCall.LoadProgram(request, default, out FileDescriptor? program).IsSuccess)
            return false;
        using (program)
        {
            PerfEventRequest clock = new() { Type = 1, Config = 0, SamplePeriod = 1_000_000_000, StartsDisabled = true, Process = -1, Cpu = ProcessorList.Online[0] };
            if (!PerfEvent.TryOpen(clock, out FileDescriptor? perfEvent).IsSuccess)
                return false;
            using (perfEvent)
            {
                Errno errno = BpfSystemCall.CreatePerfEventLink(program!, perfEvent!, 1, out FileDescriptor? link);
                link?.Dispose();
                return errno.IsSuccess;
            }
        }
    }

    private static FileDescriptor? LoadProbe(BpfAttachType kind)
    {
        BpfInstruction[] instructions = [BpfInstruction.Move(BpfRegister.R0, 0), BpfInstruction.Exit()];
        BpfProgramRequest request = new()
        {
            Type = (uint)BpfProgramType.KernelProbe,
            Instructions = MemoryMarshal.AsBytes<BpfInstruction>(instructions),
            License = "GPL",
            ExpectedAttachType = (uint)kind,
        };
        _ = BpfSystemCall.LoadProgram(request, default, out FileDescriptor? program);
        return program;
    }
}

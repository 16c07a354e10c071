using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Sonde.Bpf.Instructions;
using Sonde.Bpf.Maps;
using Sonde.Bpf.Programs;
using Sonde.Linux;
using Sonde.Linux.Bpf;

namespace Sonde.Bpf.Features;

/// <summary>
/// What the running kernel can do, found by trying the smallest example once and remembering the answer; never by its version. A feature that this
/// process may not use is absent. Safe for concurrent use.
/// </summary>
public static partial class KernelFeatures
{
    private static readonly ConcurrentDictionary<(string Kind, int Number), bool> Answers = new();

    /// <summary>Instructions of ISA v4: signed division, sign-extending loads and moves, long jumps, byte swap. Linux 6.6.</summary>
    public static bool HasIsaV4 => Remember("isa", 4, static _ => Loads(
        BpfProgramType.SocketFilter,
        BpfInstruction.Move(BpfRegister.R0, -7),
        BpfInstruction.Arithmetic(BpfOperator.SignedDivide, BpfRegister.R0, 2),
        BpfInstruction.MoveSignExtended(BpfRegister.R0, BpfRegister.R0, 8),
        BpfInstruction.JumpLong(0),
        BpfInstruction.Exit()));

    /// <summary>32-bit jumps, ISA v3. Linux 5.1.</summary>
    public static bool HasJump32 => Remember("isa", 3, static _ => Loads(
        BpfProgramType.SocketFilter,
        BpfInstruction.Move(BpfRegister.R0, 0),
        BpfInstruction.JumpIf32(BpfComparison.Equal, BpfRegister.R0, 0, 0),
        BpfInstruction.Exit()));

    /// <summary>Atomic operations that fetch. Linux 5.12.</summary>
    public static bool HasAtomicFetch => Remember("atomic", 0, static _ => Loads(
        BpfProgramType.SocketFilter,
        BpfInstruction.Move(BpfRegister.R0, 0),
        BpfInstruction.Store(MemorySize.DoubleWord, BpfRegister.FramePointer, -8, 0),
        BpfInstruction.Atomic(AtomicOperator.FetchAdd, MemorySize.DoubleWord, BpfRegister.FramePointer, -8, BpfRegister.R0),
        BpfInstruction.Move(BpfRegister.R0, 0),
        BpfInstruction.Exit()));

    /// <summary>Loops that jump back, where the verifier can see their end. Linux 5.3.</summary>
    public static bool HasBoundedLoops => Remember("loops", 0, static _ => Loads(
        BpfProgramType.SocketFilter,
        BpfInstruction.Move(BpfRegister.R0, 10),
        BpfInstruction.Arithmetic(BpfOperator.Subtract, BpfRegister.R0, 1),
        BpfInstruction.JumpIf(BpfComparison.NotEqual, BpfRegister.R0, 0, -2),
        BpfInstruction.Exit()));

    /// <summary>The kernel's own type information at /sys/kernel/btf/vmlinux.</summary>
    public static bool HasKernelBtf => Remember("file", 0, static _ => Exists("/sys/kernel/btf/vmlinux"));

    /// <summary>Probes of kernel functions, one at a time.</summary>
    public static bool HasKernelProbes => Remember("file", 1, static _ => Exists("/sys/bus/event_source/devices/kprobe/type"));

    /// <summary>Programs at the entry and return of kernel functions (fentry, fexit); tried on one function, which every kernel has.</summary>
    /// <param name="function">The BTF id of any function that can be traced.</param>
    public static bool HasFunctionTracing(int function) => Remember("tracing", 0, _ => LoadsTracing(function));

    /// <summary>Probes of user programs, one at a time.</summary>
    public static bool HasUserProbes => Remember("file", 2, static _ => Exists("/sys/bus/event_source/devices/uprobe/type"));

    /// <summary>Probes of many kernel functions at once. Linux 5.18.</summary>
    public static bool HasKernelProbeMulti => Remember("attach", (int)BpfAttachType.TraceKernelProbeMulti, static _ => AttachesKernelProbes(BpfAttachType.TraceKernelProbeMulti));

    /// <summary>The same with entry and return in one program. Linux 6.10.</summary>
    public static bool HasKernelProbeSession => Remember("attach", (int)BpfAttachType.TraceKernelProbeSession, static _ => AttachesKernelProbes(BpfAttachType.TraceKernelProbeSession));

    /// <summary>Probes of many places of a program file at once. Linux 6.6.</summary>
    public static bool HasUserProbeMulti => Remember("attach", (int)BpfAttachType.TraceUserProbeMulti, static _ => AttachesUserProbes(BpfAttachType.TraceUserProbeMulti));

    /// <summary>Links to performance events, and with them cookies. Linux 5.15.</summary>
    public static bool HasPerfEventLinks => Remember("attach", (int)BpfAttachType.PerfEvent, static _ => AttachesPerfEvent());

    /// <summary>Whether maps of <paramref name="type"/> can be made.</summary>
    public static bool HasMap(BpfMapType type) => Remember("map", (int)type, static number => Creates((BpfMapType)number));

    /// <summary>Whether programs of <paramref name="type"/> may call <paramref name="helper"/>.</summary>
    public static bool HasHelper(BpfHelper helper, BpfProgramType type) =>
        Remember($"helper {type}", (int)helper, number => CallsHelper((BpfHelper)number, type));

    /// <summary>Whether programs of <paramref name="type"/> can be loaded; of the kinds that need no target.</summary>
    public static bool HasProgram(BpfProgramType type) => Remember("program", (int)type, static number => Loads(
        (BpfProgramType)number, BpfInstruction.Move(BpfRegister.R0, 0), BpfInstruction.Exit()));

    private static bool Remember(string kind, int number, Func<int, bool> attempt) => Answers.GetOrAdd((kind, number), key => attempt(key.Number));

    private static bool Exists(string path)
    {
        Errno errno = FileDescriptor.TryOpen(path, out FileDescriptor? file);
        file?.Dispose();
        return errno.IsSuccess;
    }

    private static bool Loads(BpfProgramType type, params ReadOnlySpan<BpfInstruction> instructions)
    {
        BpfProgramRequest request = new() { Type = (uint)type, Instructions = MemoryMarshal.AsBytes(instructions), License = "GPL" };
        Errno errno = BpfSystemCall.LoadProgram(request, default, out FileDescriptor? program);
        program?.Dispose();
        return errno.IsSuccess;
    }

    private static bool LoadsTracing(int function)
    {
        BpfInstruction[] instructions = [BpfInstruction.Move(BpfRegister.R0, 0), BpfInstruction.Exit()];
        BpfProgramRequest request = new()
        {
            Type = (uint)BpfProgramType.Tracing,
            ExpectedAttachType = (uint)BpfAttachType.TraceFunctionEntry,
            AttachBtfId = (uint)function,
            Instructions = MemoryMarshal.AsBytes<BpfInstruction>(instructions),
            License = "GPL",
        };
        Errno errno = BpfSystemCall.LoadProgram(request, default, out FileDescriptor? program);
        program?.Dispose();
        return errno.IsSuccess;
    }

    private static bool Creates(BpfMapType type)
    {
        (int key, int value, int entries, uint flags) = type switch
        {
            BpfMapType.RingBuffer or BpfMapType.UserRingBuffer => (0, 0, SystemConfiguration.PageSize, 0u),
            BpfMapType.Queue or BpfMapType.Stack or BpfMapType.BloomFilter => (0, 4, 1, 0u),
            BpfMapType.StackTrace => (4, 8, 1, 0u),
            BpfMapType.LpmTrie => (8, 4, 1, (uint)BpfMapFlags.NoPreallocation),
            BpfMapType.Arena => (0, 0, 1, (uint)BpfMapFlags.Mappable),
            _ => (4, 4, 1, 0u),
        };
        BpfMapRequest request = new()
        {
            Type = (uint)type,
            KeySize = (uint)key,
            ValueSize = (uint)value,
            MaximumEntries = (uint)entries,
            Flags = flags,
        };
        Errno errno = BpfSystemCall.CreateMap(request, out FileDescriptor? map);
        map?.Dispose();
        return errno.IsSuccess;
    }
}

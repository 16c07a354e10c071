using System.Runtime.InteropServices;
using System.Text;
using Sonde.Linux;
using Sonde.Linux.Bpf;

namespace Sonde.Bpf.Programs;

/// <summary>A program that the verifier accepted; it lives as long as this descriptor, a link, or a pin. Safe for concurrent use.</summary>
public sealed class BpfProgram : IDisposable
{
    private const int FirstLog = 1 << 20;

    // What the verifier takes at most before Linux 5.2 and is enough for every log that a person reads.
    private const int LargestLog = (1 << 24) - 1;
    private const int ENoMemory = 12;
    private const int ENoSpace = 28;

    private BpfProgram(FileDescriptor descriptor, BpfProgramType type, BpfAttachType attachType, string name, string log)
    {
        Descriptor = descriptor;
        Type = type;
        ExpectedAttachType = attachType;
        Name = name;
        VerifierLog = log;
    }

    /// <summary>The descriptor.</summary>
    public FileDescriptor Descriptor { get; }

    /// <summary>The kind.</summary>
    public BpfProgramType Type { get; }

    /// <summary>Where it is to be attached, as said at load.</summary>
    public BpfAttachType ExpectedAttachType { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What the verifier said, where the definition asked for it.</summary>
    public string VerifierLog { get; }

    /// <summary>Has the kernel verify and compile a program.</summary>
    /// <exception cref="VerifierException">The verifier rejects it.</exception>
    /// <exception cref="BpfException">The kernel refuses for another reason: no privilege, no such kind of program.</exception>
    public static BpfProgram Load(BpfProgramDefinition definition)
    {
        // The log costs more than the load, so the first attempt goes without.
        byte[] log = definition.LogLevel > 0 ? new byte[LargestLog] : [];
        Errno errno = BpfSystemCall.LoadProgram(Request(definition, definition.LogLevel), log, out FileDescriptor? descriptor);
        for (int size = FirstLog; descriptor is null && MayHaveLog(errno) && size <= LargestLog; size = size == LargestLog ? int.MaxValue : LargestLog)
        {
            log = new byte[size];
            errno = BpfSystemCall.LoadProgram(Request(definition, 1), log, out descriptor);
            if (errno.Value != ENoSpace)
                break;
        }

        string text = Encoding.UTF8.GetString(log.AsSpan(0, Math.Max(log.AsSpan().IndexOf((byte)0), 0)));
        if (descriptor is not null)
            return new BpfProgram(descriptor, definition.Type, definition.ExpectedAttachType, definition.Name, text);
        throw text.Length > 0
            ? new VerifierException(definition.Name, errno, text)
            : new BpfException($"load the {definition.Type} program '{definition.Name}'", errno, Explain(errno, definition));
    }

    /// <summary>Opens the program with the system's number <paramref name="id"/>; null where it is gone.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static BpfProgram? Open(uint id)
    {
        Errno errno = BpfSystemCall.OpenById(BpfObjectKind.Program, id, out FileDescriptor? descriptor);
        return descriptor is not null ? Adopt(descriptor) : errno.IsGone ? null : throw new BpfException($"open program {id}", errno);
    }

    /// <summary>Opens a program that was pinned at <paramref name="path"/>.</summary>
    /// <exception cref="BpfException">There is no such pin, or it is no program.</exception>
    public static BpfProgram OpenPinned(string path)
    {
        Errno errno = BpfSystemCall.OpenPinned(path, out FileDescriptor? descriptor);
        return descriptor is not null ? Adopt(descriptor) : throw new BpfException($"open the pinned program {path}", errno);
    }

    /// <summary>Gives the program a name in a BPF file system, which keeps it alive until that file is removed.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public void Pin(string path)
    {
        Errno errno = BpfSystemCall.Pin(Descriptor, path);
        if (!errno.IsSuccess)
            throw new BpfException($"pin program '{Name}' at {path}", errno);
    }

    /// <summary>
    /// Runs the program now, with the context and packet that <paramref name="run"/> gives. Raw tracepoints since Linux 5.10, tracing programs not at all.
    /// </summary>
    /// <exception cref="BpfException">The kernel cannot run this kind so, or the input does not fit.</exception>
    public void TestRun(ref BpfTestRun run)
    {
        Errno errno = BpfSystemCall.TestRun(Descriptor, ref run);
        if (!errno.IsSuccess)
            throw new BpfException($"run program '{Name}'", errno);
    }

    /// <summary>Runs the program now with <paramref name="context"/> alone.</summary>
    /// <returns>What the program returned.</returns>
    /// <inheritdoc cref="TestRun(ref BpfTestRun)"/>
    public uint TestRun(ReadOnlySpan<byte> context = default)
    {
        BpfTestRun run = new() { Context = context };
        TestRun(ref run);
        return run.ReturnValue;
    }

    /// <summary>How often and how long the program ran, while statistics are on (<see cref="BpfStatistics"/>).</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public ProgramRunStatistics ReadStatistics()
    {
        BpfProgramInfo information = default;
        Errno errno = BpfSystemCall.GetInformation(Descriptor, ref information);
        if (!errno.IsSuccess)
            throw new BpfException($"read statistics of program '{Name}'", errno);
        return new ProgramRunStatistics((long)information.RunCount, (long)information.RunTimeNanoseconds, (long)information.RecursionMisses);
    }

    /// <summary>What the kernel knows of the program.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public ProgramDescription Describe() => ProgramDescription.Read(Descriptor);

    /// <inheritdoc/>
    public void Dispose() => Descriptor.Dispose();

    private static BpfProgram Adopt(FileDescriptor descriptor)
    {
        try
        {
            ProgramDescription description = ProgramDescription.Read(descriptor);
            return new BpfProgram(descriptor, description.Type, default, description.Name, "");
        }
        catch (BpfException)
        {
            descriptor.Dispose();
            throw;
        }
    }

    private static BpfProgramRequest Request(BpfProgramDefinition definition, int logLevel) => new()
    {
        Type = (uint)definition.Type,
        Instructions = MemoryMarshal.AsBytes(definition.Instructions.Span),
        License = definition.License,
        LogLevel = (uint)logLevel,
        Flags = (uint)definition.Flags,
        Name = definition.Name,
        ExpectedAttachType = (uint)definition.ExpectedAttachType,
        Btf = definition.Btf,
        FunctionInfo = definition.FunctionInfo.Span,
        LineInfo = definition.LineInfo.Span,
        AttachBtfId = (uint)definition.AttachBtfId,
        AttachTarget = definition.AttachTarget,
        Descriptors = definition.Descriptors.Span,
    };

    // The verifier also says why with EPERM, EBADF and more.
    private static bool MayHaveLog(Errno errno) => errno.Value != ENoMemory;

    private static string? Explain(Errno errno, BpfProgramDefinition definition) => errno == Errno.InvalidArgument
        ? $"{errno}, without a word from the verifier. The kernel may not know {definition.Type} programs, or a property of this one."
        : errno == Errno.OperationNotPermitted && definition.Type is BpfProgramType.Tracing or BpfProgramType.Lsm
            ? $"{errno}. It needs CAP_BPF and CAP_PERFMON, and a kernel whose functions can be traced (CONFIG_DYNAMIC_FTRACE_WITH_DIRECT_CALLS, CONFIG_BPF_LSM)."
            : null;
}

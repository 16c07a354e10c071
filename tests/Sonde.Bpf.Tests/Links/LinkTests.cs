using Sonde.Binary.Btf;
using Sonde.Bpf.Features;
using Sonde.Bpf.Links;
using Sonde.Bpf.Maps;
using Sonde.Bpf.Programs;
using Sonde.Linux;

namespace Sonde.Bpf.Tests.Links;

public sealed class LinkTests
{
    [Fact]
    public void Tracepoint_counts_until_the_link_is_closed() => Counts(
        LiveKernel.Counting, BpfProgramType.Tracepoint, program => Tracepoints.Attach(program, "syscalls", "sys_enter_getpid"), CallGetPid, 100);

    [Fact]
    public void Raw_tracepoint_counts() => Counts(
        LiveKernel.Counting, BpfProgramType.RawTracepoint, program => Tracepoints.AttachRaw(program, "sys_enter"), CallGetPid, 100);

    [Fact]
    public void Typed_tracepoint_counts()
    {
        LiveKernel.Require();
        Assert.True(LiveKernel.Types.TryFind("btf_trace_sys_enter", BtfKind.Typedef, out int id));
        Counts(
            (type, counter) => LiveKernel.Counting(type, counter) with { ExpectedAttachType = BpfAttachType.TraceRawTracepoint, AttachBtfId = id },
            BpfProgramType.Tracing, program => TracingLinks.Attach(program), CallGetPid, 100);
    }

    [Fact]
    public void Timer_fires_on_one_cpu() => Counts(
        LiveKernel.Counting, BpfProgramType.PerfEvent, program => PerfEvents.AttachInterval(program, TimeSpan.FromMilliseconds(1)), () => Thread.Sleep(100), 10);

    [Fact]
    public void Timer_fires_on_each_cpu()
    {
        LiveKernel.Require();
        using BpfMap counter = LiveKernel.Counter();
        using BpfProgram program = BpfProgram.Load(LiveKernel.Counting(BpfProgramType.PerfEvent, counter));
        BpfLink[] links = PerfEvents.AttachEachCpu(program, PerfEventDefinition.Timer(997));
        Assert.Equal(ProcessorList.Online.Length, links.Length);
        Assert.True(LiveKernel.Eventually(() => LiveKernel.Read(counter) > 10));
        Array.ForEach(links, link => link.Dispose());
    }

    [Fact]
    public void Software_event_counts() => Counts(
        LiveKernel.Counting, BpfProgramType.PerfEvent, program => PerfEvents.Attach(program, PerfEventDefinition.Software(PerfSoftwareEvent.PageFaults, 1), -1, NativeFunction.ThreadId), TouchMemory, 10);

    [Fact]
    public void Hardware_event_that_is_missing_is_told_so()
    {
        LiveKernel.Require();
        using BpfMap counter = LiveKernel.Counter();
        using BpfProgram program = BpfProgram.Load(LiveKernel.Counting(BpfProgramType.PerfEvent, counter));
        try
        {
            PerfEvents.Attach(program, PerfEventDefinition.Hardware(PerfHardwareEvent.CpuCycles, 1_000_000), 0).Dispose();
            Assert.Skip("this machine has hardware counters");
        }
        catch (BpfException exception)
        {
            Assert.Contains("does not have the event", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void User_probe_counts_calls_of_a_library_function()
    {
        (string path, ulong offset) = NativeFunction.Find("getppid");
        Counts(LiveKernel.Counting, BpfProgramType.KernelProbe, program => UserProbes.Attach(program, path, offset), CallGetParent, 100);
    }

    [Fact]
    public void User_return_probe_counts()
    {
        (string path, ulong offset) = NativeFunction.Find("getppid");
        Counts(LiveKernel.Counting, BpfProgramType.KernelProbe, program => UserProbes.Attach(program, path, offset, isReturn: true, Environment.ProcessId), CallGetParent, 100);
    }

    [Fact]
    public void Many_user_probes_count()
    {
        LiveKernel.Require();
        Assert.SkipUnless(KernelFeatures.HasUserProbeMulti, "the kernel has no uprobe.multi");
        (string path, ulong offset) = NativeFunction.Find("getppid");
        Counts(
            (type, counter) => LiveKernel.Counting(type, counter) with { ExpectedAttachType = BpfAttachType.TraceUserProbeMulti },
            BpfProgramType.KernelProbe, program => UserProbes.AttachMany(program, path, [offset], process: Environment.ProcessId), CallGetParent, 100);
    }

    [Fact]
    public void Cookies_reach_the_program()
    {
        LiveKernel.Require();
        (string path, ulong offset) = NativeFunction.Find("getppid");
        Cookie(LiveKernel.TakingCookie, BpfProgramType.KernelProbe, program => UserProbes.Attach(program, path, offset, cookie: 4711), CallGetParent);
        Cookie(LiveKernel.TakingCookie, BpfProgramType.Tracepoint, program => Tracepoints.Attach(program, "syscalls", "sys_enter_getpid", 4711), CallGetPid);
        Cookie(LiveKernel.TakingCookie, BpfProgramType.PerfEvent, program => PerfEvents.AttachInterval(program, TimeSpan.FromMilliseconds(1), 4711), () => Thread.Sleep(20));
        if (KernelFeatures.HasUserProbeMulti)
        {
            Cookie(
                (type, counter) => LiveKernel.TakingCookie(type, counter) with { ExpectedAttachType = BpfAttachType.TraceUserProbeMulti },
                BpfProgramType.KernelProbe, program => UserProbes.AttachMany(program, path, [offset], cookies: [4711]), CallGetParent);
        }
    }

    [Fact]
    public void Kernel_probe_counts_entry_and_return()
    {
        LiveKernel.Require();
        Assert.SkipUnless(KernelFeatures.HasKernelProbes, "this kernel has no kprobes (CONFIG_KPROBES)");
        Counts(LiveKernel.Counting, BpfProgramType.KernelProbe, program => KernelProbes.Attach(program, "__x64_sys_getppid"), CallGetParent, 100);
        Counts(LiveKernel.Counting, BpfProgramType.KernelProbe, program => KernelProbes.Attach(program, "__x64_sys_getppid", isReturn: true), CallGetParent, 100);
    }

    [Fact]
    public void Kernel_probe_that_cannot_be_is_told_so()
    {
        LiveKernel.Require();
        using BpfMap counter = LiveKernel.Counter();
        using BpfProgram program = BpfProgram.Load(LiveKernel.Counting(BpfProgramType.KernelProbe, counter));
        BpfException exception = Assert.Throws<BpfException>(() => KernelProbes.Attach(program, "no_such_function"));
        Assert.Contains(KernelFeatures.HasKernelProbes ? "no such function" : "CONFIG_KPROBE_EVENTS", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_kernel_probes_count()
    {
        LiveKernel.Require();
        Assert.SkipUnless(KernelFeatures.HasKernelProbeMulti, "this kernel has no kprobe.multi (CONFIG_FPROBE, Linux 5.18)");
        Counts(
            (type, counter) => LiveKernel.Counting(type, counter) with { ExpectedAttachType = BpfAttachType.TraceKernelProbeMulti },
            BpfProgramType.KernelProbe, program => KernelProbes.AttachMany(program, ["__x64_sys_getppid", "__x64_sys_getpid"]), CallGetParent, 100);
    }

    [Fact]
    public void Kernel_session_counts_entry_and_return()
    {
        LiveKernel.Require();
        Assert.SkipUnless(KernelFeatures.HasKernelProbeSession, "this kernel has no kprobe.session (Linux 6.10)");
        Counts(
            (type, counter) => LiveKernel.Counting(type, counter) with { ExpectedAttachType = BpfAttachType.TraceKernelProbeSession },
            BpfProgramType.KernelProbe, program => KernelProbes.AttachMany(program, ["__x64_sys_getppid"]), CallGetParent, 200);
    }

    [Theory]
    [InlineData(BpfAttachType.TraceFunctionEntry)]
    [InlineData(BpfAttachType.TraceFunctionExit)]
    public void Function_entry_and_exit_count(BpfAttachType attachType)
    {
        LiveKernel.Require();
        int id = LiveKernel.FunctionId("vfs_read");
        CountsWhereTrampolinesAre(BpfProgramType.Tracing, attachType, id, () => File.ReadAllBytes("/proc/self/stat"), 1);
    }

    [Fact]
    public void Security_hook_counts()
    {
        LiveKernel.Require();
        Assert.SkipUnless(File.Exists("/sys/kernel/security/lsm") && File.ReadAllText("/sys/kernel/security/lsm").Contains("bpf", StringComparison.Ordinal), "this kernel runs no BPF security hooks (lsm=...,bpf)");
        CountsWhereTrampolinesAre(BpfProgramType.Lsm, BpfAttachType.LsmMac, LiveKernel.FunctionId("bpf_lsm_file_open"), () => File.ReadAllBytes("/proc/self/stat"), 1);
    }

    [Fact]
    public void Closing_the_descriptor_alone_ends_the_attachment()
    {
        LiveKernel.Require();
        using BpfMap counter = LiveKernel.Counter();
        using BpfProgram program = BpfProgram.Load(LiveKernel.Counting(BpfProgramType.RawTracepoint, counter));
        BpfLink link = Tracepoints.AttachRaw(program, "sys_enter");
        CallGetPid();
        Assert.True(LiveKernel.Read(counter) >= 100);
        // The descriptor is all there is: closing it is what the kernel does for a process that is killed.
        link.Descriptor.Dispose();
        long before = LiveKernel.Eventually(() => Settled(counter)) ? LiveKernel.Read(counter) : -1;
        CallGetPid();
        Assert.Equal(before, LiveKernel.Read(counter));
    }

    [Fact]
    public void Unknown_places_are_told_so()
    {
        LiveKernel.Require();
        using BpfMap counter = LiveKernel.Counter();
        using BpfProgram tracepoint = BpfProgram.Load(LiveKernel.Counting(BpfProgramType.Tracepoint, counter));
        using BpfProgram raw = BpfProgram.Load(LiveKernel.Counting(BpfProgramType.RawTracepoint, counter));
        using BpfProgram probe = BpfProgram.Load(LiveKernel.Counting(BpfProgramType.KernelProbe, counter));
        Assert.Contains("no such tracepoint", Assert.Throws<BpfException>(() => Tracepoints.Attach(tracepoint, "sched", "no_such")).Message, StringComparison.Ordinal);
        Assert.Contains("no such tracepoint", Assert.Throws<BpfException>(() => Tracepoints.AttachRaw(raw, "no_such")).Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Assert.Throws<BpfException>(() => UserProbes.Attach(probe, "/no/such/file", 0)).Message, StringComparison.Ordinal);
        Assert.Throws<BpfException>(() => Tracepoints.AttachRaw(tracepoint, "sys_enter"));
        Assert.Throws<ArgumentException>(() => UserProbes.AttachMany(probe, "/bin/true", [1, 2], cookies: [1]));
        raw.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Tracepoints.AttachRaw(raw, "sys_enter"));
    }

    private static void Cookie(Func<BpfProgramType, BpfMap, BpfProgramDefinition> definition, BpfProgramType type, Func<BpfProgram, BpfLink> attach, Action act)
    {
        using BpfMap counter = LiveKernel.Counter();
        using BpfProgram program = BpfProgram.Load(definition(type, counter));
        using BpfLink link = attach(program);
        act();
        Assert.True(LiveKernel.Eventually(() => LiveKernel.Read(counter) == 4711), $"{link.Target}: {LiveKernel.Read(counter)}");
    }

    private static void Counts(
        Func<BpfProgramType, BpfMap, BpfProgramDefinition> definition, BpfProgramType type, Func<BpfProgram, BpfLink> attach, Action act, int least)
    {
        LiveKernel.Require();
        using BpfMap counter = LiveKernel.Counter();
        using BpfProgram program = BpfProgram.Load(definition(type, counter));
        using (attach(program))
        {
            act();
            Assert.True(LiveKernel.Eventually(() => LiveKernel.Read(counter) >= least), $"counted {LiveKernel.Read(counter)}, expected {least}");
        }

        Assert.True(LiveKernel.Eventually(() => Settled(counter)), "the program still runs");
        long before = LiveKernel.Read(counter);
        act();
        Assert.Equal(before, LiveKernel.Read(counter));
    }

    // A tracepoint's program may still run on another CPU for a moment.
    private static bool Settled(BpfMap counter)
    {
        long before = LiveKernel.Read(counter);
        Thread.Sleep(20);
        return LiveKernel.Read(counter) == before;
    }

    private static void CountsWhereTrampolinesAre(BpfProgramType type, BpfAttachType attachType, int id, Action act, int least)
    {
        try
        {
            Counts((kind, counter) => LiveKernel.Counting(kind, counter) with { ExpectedAttachType = attachType, AttachBtfId = id }, type, program => TracingLinks.Attach(program), act, least);
        }
        catch (BpfException exception) when (exception.Errno == Errno.OperationNotPermitted || exception.Errno.Value is 524 or 16)
        {
            Assert.Skip($"this kernel cannot trace its functions: {exception.Message}");
        }
    }

    private static void CallGetPid()
    {
        for (int i = 0; i < 100; i++)
            _ = NativeFunction.SystemCall(NativeFunction.GetPid);
    }

    private static void CallGetParent()
    {
        for (int i = 0; i < 100; i++)
            _ = NativeFunction.getppid();
    }

    private static void TouchMemory()
    {
        byte[] memory = GC.AllocateUninitializedArray<byte>(4 << 20, pinned: true);
        for (int i = 0; i < memory.Length; i += 4096)
            memory[i] = 1;
        GC.KeepAlive(memory);
    }
}

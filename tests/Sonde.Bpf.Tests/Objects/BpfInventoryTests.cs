using Sonde.Bpf.Links;
using Sonde.Bpf.Maps;
using Sonde.Bpf.Objects;
using Sonde.Bpf.Programs;
using Sonde.Bpf.Tests.Links;
using Sonde.Linux.Bpf;

namespace Sonde.Bpf.Tests.Objects;

public sealed class BpfInventoryTests
{
    [Fact]
    public void Own_objects_are_listed_with_this_process_as_owner()
    {
        LiveKernel.Require();
        using BpfMap map = LiveKernel.Counter();
        using BpfProgram program = BpfProgram.Load(LiveKernel.Counting(BpfProgramType.RawTracepoint, map));
        using BpfLink link = Tracepoints.AttachRaw(program, "sched_process_exec");
        uint id = program.Describe().Id;
        Assert.Contains(BpfInventory.Programs(), found => found.Id == id && found.Name == "test_program");
        LinkDescription found = BpfInventory.Links().Single(other => other.ProgramId == id);
        Assert.Equal((BpfLinkType.RawTracepoint, "raw tracepoint sched_process_exec"), (found.Type, found.Target));
        IReadOnlyList<(uint Id, BpfMap Map)> maps = BpfInventory.OpenMaps();
        Assert.Contains(maps, other => other.Id == map.ReadId() && other.Map.Name == "test_counter");
        foreach ((_, BpfMap other) in maps)
            other.Dispose();
        IReadOnlyList<BpfOwner> owners = BpfOwners.Read();
        Assert.Contains(owners, owner => owner.Kind == BpfObjectKind.Program && owner.Id == id && owner.Process == Environment.ProcessId);
        Assert.Contains(owners, owner => owner.Kind == BpfObjectKind.Map && owner.Id == map.ReadId() && owner.Process == Environment.ProcessId);
        Assert.Contains(owners, owner => owner.Kind == BpfObjectKind.Link && owner.Id == found.Id && owner.Process == Environment.ProcessId);
    }

    [Fact]
    public void Links_tell_where_they_are()
    {
        LiveKernel.Require();
        using BpfMap map = LiveKernel.Counter();
        using BpfProgram probe = BpfProgram.Load(LiveKernel.Counting(BpfProgramType.KernelProbe, map));
        using BpfProgram tracepoint = BpfProgram.Load(LiveKernel.Counting(BpfProgramType.Tracepoint, map));
        (string path, ulong offset) = NativeFunction.Find("getppid");
        using BpfLink user = UserProbes.Attach(probe, path, offset);
        using BpfLink sched = Tracepoints.Attach(tracepoint, "sched", "sched_process_exec");
        Assert.Equal($"uprobe {path}+0x{offset:x}", LinkDescription.Read(user.Descriptor).Target);
        Assert.Equal("tracepoint sched_process_exec", LinkDescription.Read(sched.Descriptor).Target);
    }

    [Fact]
    public void Descriptors_of_another_kind_and_closed_ones_are_refused()
    {
        LiveKernel.Require();
        using BpfMap map = LiveKernel.Counter();
        Assert.Throws<BpfException>(() => LinkDescription.Read(map.Descriptor));
        Assert.Throws<BpfException>(() => ProgramDescription.Read(map.Descriptor));
        Assert.Throws<BpfException>(() => ProgramDescription.ReadInstructions(map.Descriptor));
        map.Dispose();
        Assert.Throws<ObjectDisposedException>(() => LinkDescription.Read(map.Descriptor));
        Assert.Throws<ObjectDisposedException>(() => ProgramDescription.Read(map.Descriptor));
    }
}

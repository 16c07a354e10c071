using Sonde.Proc.Cgroups;
using Sonde.Testing;

namespace Sonde.Proc.Tests.Cgroups;

public class CgroupSamplerTests
{
    [Fact]
    public void Version_2_group_has_all_values_in_common_units()
    {
        using LinuxRoot root = RecordedGroups.Open("v2/first");
        using CgroupSampler sampler = new(root);
        sampler.Refresh();
        CgroupSnapshot app = Find(sampler, RecordedGroups.App).Current;
        Assert.Equal((2647688, 1996109, 651579), (Micro(app.CpuUsage), Micro(app.CpuUser), Micro(app.CpuSystem)));
        Assert.Equal((132ul, 131ul, 22912205), (app.NrPeriods, app.NrThrottled, Micro(app.ThrottledTime)));
        Assert.Equal((0.2, 300ul, null), (app.CpuQuotaCpus, app.CpuWeight, app.CpuShares));
        Assert.Equal((7241728ul, 50331648ul, 41943040ul), (app.MemoryCurrentBytes, app.MemoryLimitBytes, app.MemoryHighBytes));
        Assert.Equal((0ul, 0ul, 0ul, 0ul), (app.OomKills, app.OomEvents, app.MaxEvents, app.HighEvents));
        Assert.Equal((4ul, 64ul, 0ul, "0-1"), (app.PidsCurrent, app.PidsMax, app.PidsMaxEvents, app.EffectiveCpus!.ToString()));
        Assert.Equal([new CgroupDeviceIo(252, 0, 19791872, 2211840, 151, 540)], app.Io);
        Assert.Equal([new CgroupDeviceLimit(252, 0, 8388608, null, null, 120)], app.IoLimits);
        Assert.Equal((12282612ul, 64.72), (app.CpuPressure!.Some.TotalMicroseconds, app.CpuPressure.Some.Avg10));
        Assert.NotNull(app.MemoryPressure);
        Assert.NotNull(app.IoPressure!.Full);
        Assert.True(app.HasLimits && app.HasMemory && app.HasIo);
        Assert.Equal(app.MemoryCurrentBytes - app.InactiveFileBytes, app.WorkingSetBytes);
        Assert.InRange(app.AnonymousBytes!.Value + app.FileBytes!.Value + app.KernelBytes!.Value, app.MemoryCurrentBytes!.Value * 8 / 10,
            app.MemoryCurrentBytes.Value * 12 / 10);
    }

    [Fact]
    public void Events_of_a_container_reach_its_pod_under_version_2()
    {
        using LinuxRoot root = RecordedGroups.Open("v2/first");
        using CgroupSampler sampler = new(root);
        sampler.Refresh();
        CgroupSnapshot pod = Find(sampler, RecordedGroups.Pod).Current;
        CgroupSnapshot container = Find(sampler, RecordedGroups.PodContainer).Current;
        Assert.Equal((1ul, 1ul), (pod.OomKills, container.OomKills));
        Assert.Equal((134217728ul, 35ul, 1ul), (pod.MemoryLimitBytes, pod.MaxEvents, pod.OomEvents));
        Assert.Equal((null, 5ul, 1ul), (container.MemoryLimitBytes, container.PidsMax, container.PidsMaxEvents));
        Assert.Equal((CgroupOwnerKind.Pod, CgroupOwnerKind.Container),
            (Find(sampler, RecordedGroups.Pod).Name.Kind, Find(sampler, RecordedGroups.PodContainer).Name.Kind));
    }

    [Fact]
    public void Groups_without_limits_and_processes_are_left_out()
    {
        using LinuxRoot root = RecordedGroups.Open("v2/first");
        using CgroupSampler sampler = new(root);
        sampler.Refresh();
        Assert.Equal([RecordedGroups.Pod, RecordedGroups.PodContainer, RecordedGroups.App], sampler.Entries.Select(e => e.Path));
    }

    [Fact]
    public void Second_recorded_tree_is_the_next_sample_of_the_same_groups()
    {
        using LinuxRoot first = RecordedGroups.Open("v2/first");
        using LinuxRoot second = RecordedGroups.Open("v2/second");
        using CgroupSampler sampler = new(first);
        sampler.Refresh();
        CgroupEntry app = Find(sampler, RecordedGroups.App);
        Assert.False(app.HasPrevious);
        sampler.SwitchRoot(second);
        sampler.Refresh();
        Assert.Same(app, Find(sampler, RecordedGroups.App));
        Assert.True(app.HasPrevious);
        double seconds = (app.Current.CpuUsage!.Value - app.Previous.CpuUsage!.Value).TotalSeconds;
        ulong periods = app.Current.NrPeriods!.Value - app.Previous.NrPeriods!.Value;
        // A quota of 0.2 CPUs in periods of 0.1 s that was used up.
        Assert.InRange(seconds / (periods * 0.1), 0.18, 0.22);
        Assert.Equal(periods, app.Current.NrThrottled - app.Previous.NrThrottled);
    }

    [Fact]
    public void Version_1_group_has_the_same_values()
    {
        using LinuxRoot root = RecordedGroups.Open("v1");
        using CgroupSampler sampler = new(root);
        sampler.Refresh();
        Assert.Equal(["/docker", RecordedGroups.Docker], sampler.Entries.Select(e => e.Path));
        Assert.Equal(2.0, Find(sampler, "/docker").Current.CpuQuotaCpus);
        CgroupEntry entry = Find(sampler, RecordedGroups.Docker);
        Assert.Equal(("docker", "docker 7c1e0d9b8a7f"), (entry.Name.Engine, entry.Name.Display));
        CgroupSnapshot values = entry.Current;
        Assert.Equal((6856011, 3932000, 1076000), (Micro(values.CpuUsage), Micro(values.CpuUser), Micro(values.CpuSystem)));
        Assert.Equal((137ul, 135ul, 12358483), (values.NrPeriods, values.NrThrottled, Micro(values.ThrottledTime)));
        Assert.Equal((0.5, null, 512ul), (values.CpuQuotaCpus, values.CpuWeight, values.CpuShares));
        Assert.Equal((4173824ul, 67108864ul, null), (values.MemoryCurrentBytes, values.MemoryLimitBytes, values.MemoryHighBytes));
        Assert.Equal((1ul, null, 3522ul), (values.OomKills, values.OomEvents, values.MaxEvents));
        Assert.Equal((3ul, 40ul, 0ul, "0-1"), (values.PidsCurrent, values.PidsMax, values.PidsMaxEvents, values.EffectiveCpus!.ToString()));
        Assert.Equal([new CgroupDeviceIo(252, 0, 19791872, 3776512, 151, 922)], values.Io);
        Assert.Equal([new CgroupDeviceLimit(252, 0, 8388608, null, null, 100)], values.IoLimits);
        Assert.Equal((212992ul, null, null), (values.KernelBytes, values.SlabBytes, values.CpuPressure));
        Assert.NotNull(values.InactiveFileBytes);
    }

    [Fact]
    public void Hybrid_group_has_values_only_of_the_trees_that_it_is_in()
    {
        using LinuxRoot root = RecordedGroups.Open("hybrid");
        using CgroupSampler sampler = new(root);
        sampler.Refresh();
        CgroupSnapshot inner = Find(sampler, "/sonde-recording/inner").Current;
        Assert.Equal((null, true, null), (inner.CpuUsage, inner.HasMemory, inner.MemoryLimitBytes));
        Assert.NotNull(inner.PidsCurrent);
        Assert.Equal(134217728ul, Find(sampler, "/sonde-recording").Current.MemoryLimitBytes);
        Assert.False(inner.HasIo);
    }

    [Fact]
    public void More_groups_than_asked_for_are_cut_and_said_to_be()
    {
        using LinuxRoot root = RecordedGroups.Open("v2/first");
        using CgroupSampler sampler = new(root, largestCount: 2);
        sampler.Refresh();
        Assert.Equal((2, true), (sampler.Entries.Count, sampler.IsTruncated));
    }

    [Fact]
    public void Garbage_in_every_file_yields_nulls_and_no_error()
    {
        using TemporaryTree tree = new();
        tree.Write("/proc/self/mountinfo", "25 23 0:22 / /cg rw - cgroup2 none rw\n").Write("/proc/self/cgroup", "0::/g\n")
            .Write("/cg/cgroup.controllers", "cpu memory io pids cpuset\n")
            .Write("/cg/g/cgroup.procs", "1\n");
        foreach (string file in (string[])["cpu.stat", "cpu.max", "cpu.weight", "memory.current", "memory.max", "memory.stat", "memory.events",
            "io.stat", "io.max",
                     "pids.current", "pids.max", "pids.events", "cpuset.cpus.effective", "cpu.pressure", "memory.pressure", "io.pressure"])
            tree.Write($"/cg/g/{file}", [0xff, 0, (byte)'\n', (byte)':', (byte)'=', (byte)' ', (byte)'9', (byte)'x']);
        using CgroupSampler sampler = new(tree.Root);
        sampler.Refresh();
        CgroupSnapshot values = Find(sampler, "/g").Current;
        Assert.Equal((null, null, null, null), (values.CpuUsage, values.CpuQuotaCpus, values.MemoryCurrentBytes, values.EffectiveCpus));
        Assert.Empty(values.Io);
        Assert.Null(values.CpuPressure);
    }

    [Fact]
    public void Damaged_io_files_never_throw()
    {
        int parsed = 0;
        HostileText.Feed<KernelTextException>("252:0 rbytes=19791872 wbytes=2211840 rios=151 wios=540 dbytes=0 dios=0\n8:0 \n"u8.ToArray(), text =>
        {
            List<CgroupDeviceIo> io = [];
            List<CgroupDeviceLimit> limits = [];
            CgroupIoReader.ParseStatistics(text, io);
            CgroupIoReader.ParseMaximum(text, limits);
            CgroupIoReader.ParseVersion1(text, io, isOperations: true);
            CgroupIoReader.ParseThrottle(text, limits, 2);
            parsed += io.Count;
        });
        Assert.InRange(parsed, 100, int.MaxValue);
    }

    private static CgroupEntry Find(CgroupSampler sampler, string path) => sampler.Entries.Single(e => e.Path == path);

    private static long Micro(TimeSpan? time) => time!.Value.Ticks / TimeSpan.TicksPerMicrosecond;
}

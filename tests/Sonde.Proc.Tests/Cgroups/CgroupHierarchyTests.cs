using Sonde.Proc.Cgroups;
using Sonde.Proc.Processes;
using Sonde.Testing;

namespace Sonde.Proc.Tests.Cgroups;

public class CgroupHierarchyTests
{
    [Fact]
    public void Version_2_alone_is_one_tree_for_all_controllers()
    {
        using LinuxRoot root = RecordedGroups.Open("v2/first");
        CgroupHierarchy hierarchy = CgroupHierarchy.Detect(root);
        Assert.Equal(CgroupMode.Version2, hierarchy.Mode);
        Assert.Equal("/sys/fs/cgroup", hierarchy.UnifiedMount!.MountPoint);
        foreach (string controller in (string[])["cpu", "cpuacct", "memory", "io", "blkio", "pids", "cpuset"])
            Assert.Equal(hierarchy.UnifiedMount, hierarchy.MountOf(controller));
        Assert.Null(hierarchy.MountOf("freezer"));
        Assert.Equal(RecordedGroups.App, hierarchy.PathOfSelf("memory"));
    }

    [Fact]
    public void Version_1_alone_is_one_tree_for_each_controller()
    {
        using LinuxRoot root = RecordedGroups.Open("v1");
        CgroupHierarchy hierarchy = CgroupHierarchy.Detect(root);
        Assert.Equal(CgroupMode.Version1, hierarchy.Mode);
        Assert.Null(hierarchy.UnifiedMount);
        Assert.Same(hierarchy.MountOf("cpu"), hierarchy.MountOf("cpuacct"));
        Assert.Equal("/sys/fs/cgroup/cpu,cpuacct", hierarchy.MountOf("cpu")!.MountPoint);
        Assert.Equal("/sys/fs/cgroup/blkio", hierarchy.MountOf("io")!.MountPoint);
        Assert.Equal(RecordedGroups.Docker, hierarchy.PathOfSelf("cpu"));
    }

    [Fact]
    public void Both_versions_are_a_hybrid_with_controllers_where_they_are()
    {
        using LinuxRoot root = RecordedGroups.Open("hybrid");
        CgroupHierarchy hierarchy = CgroupHierarchy.Detect(root);
        Assert.Equal(CgroupMode.Hybrid, hierarchy.Mode);
        Assert.Equal((1, "/sys/fs/cgroup/memory"), (hierarchy.MountOf("memory")!.Version, hierarchy.MountOf("memory")!.MountPoint));
        Assert.Equal((2, "/sys/fs/cgroup/unified"), (hierarchy.MountOf("hugetlb")!.Version, hierarchy.UnifiedMount!.MountPoint));
        Assert.Equal(("/sonde-recording/inner", "/"), (hierarchy.PathOfSelf("memory"), hierarchy.PathOfSelf("cpu")));
    }

    [Fact]
    public void Machine_without_groups_says_so()
    {
        using TemporaryTree tree = new();
        tree.Write("/proc/self/mountinfo", "22 1 0:20 / /proc rw - proc proc rw\n");
        CgroupHierarchy hierarchy = CgroupHierarchy.Detect(tree.Root);
        Assert.Equal(CgroupMode.None, hierarchy.Mode);
        Assert.NotNull(hierarchy.Unavailability);
        Assert.Equal(new CgroupLimits(), hierarchy.LimitsOfSelf());
        using CgroupSampler sampler = new(tree.Root);
        sampler.Refresh();
        Assert.Empty(sampler.Entries);
        Assert.NotNull(sampler.Unavailability);
    }

    [Fact]
    public void Tree_without_mountinfo_is_unavailable()
    {
        using TemporaryTree tree = new();
        Assert.Equal("/proc/self/mountinfo", CgroupHierarchy.Detect(tree.Root).Unavailability!.What);
    }

    [Theory]
    [InlineData("/", "/a/b", "/a/b")]
    [InlineData("/docker/1", "/docker/1", "/")]
    [InlineData("/docker/1", "/docker/1/x", "/x")]
    [InlineData("/docker/1", "/docker/12", null)]
    [InlineData("/", "/../other", null)]
    [InlineData("/", null, null)]
    public void Path_is_relative_to_what_is_mounted(string mountRoot, string? path, string? visible) =>
        Assert.Equal(visible, CgroupHierarchy.VisiblePath(new CgroupMount(1, "/m", mountRoot, []), path));

    [Fact]
    public void Mount_with_blanks_in_an_unusual_place_is_found()
    {
        using TemporaryTree tree = new();
        tree.Write("/proc/self/mountinfo", "25 23 0:22 /pod /run/my\\040groups rw shared:1 - cgroup2 none rw\n" +
                "26 23 0:22 /pod/inner /elsewhere rw - cgroup2 none rw\n")
            .Write("/proc/self/cgroup", "0::/pod/app\n").Write("/run/my groups/cgroup.controllers", "cpu memory\n")
            .Write("/run/my groups/app/cpu.max", "150000 100000\n")
            .Write("/run/my groups/app/memory.current", "1\n").Write("/run/my groups/app/memory.max", "max\n")
            .Write("/run/my groups/memory.max", "4096\n");
        CgroupHierarchy hierarchy = CgroupHierarchy.Detect(tree.Root);
        Assert.Equal("/run/my groups", Assert.Single(hierarchy.Mounts).MountPoint);
        CgroupLimits limits = hierarchy.LimitsOfSelf();
        Assert.Equal((1.5, "/app", 4096ul), (limits.CpuQuotaCpus, limits.CpuQuotaGroup, limits.MemoryLimitBytes));
    }

    [Fact]
    public void Limits_of_self_are_the_smallest_of_all_groups_above()
    {
        using LinuxRoot v2 = RecordedGroups.Open("v2/first");
        CgroupLimits limits = CgroupHierarchy.Detect(v2).LimitsOfSelf();
        Assert.Equal((0.2, RecordedGroups.App, "0-1", 0.2), (limits.CpuQuotaCpus, limits.CpuQuotaGroup, limits.Cpus!.ToString(),
            limits.EffectiveCpus));
        Assert.Equal((50331648ul, 41943040ul, 64ul), (limits.MemoryLimitBytes, limits.MemoryHighBytes, limits.PidsMax));
        using LinuxRoot v1 = RecordedGroups.Open("v1");
        limits = CgroupHierarchy.Detect(v1).LimitsOfSelf();
        Assert.Equal((0.5, RecordedGroups.Docker, "0-1"), (limits.CpuQuotaCpus, limits.CpuQuotaGroup, limits.Cpus!.ToString()));
        Assert.Equal((67108864ul, 40ul), (limits.MemoryLimitBytes, limits.PidsMax));
        using LinuxRoot hybrid = RecordedGroups.Open("hybrid");
        limits = CgroupHierarchy.Detect(hybrid).LimitsOfSelf();
        Assert.Equal((134217728ul, "/sonde-recording", 30ul, "/sonde-recording"),
            (limits.MemoryLimitBytes, limits.MemoryLimitGroup, limits.PidsMax, limits.PidsMaxGroup));
        Assert.Equal((null, 2.0), (limits.CpuQuotaCpus, limits.EffectiveCpus));
    }

    [Fact]
    public void Limits_of_a_container_s_process_include_those_of_its_pod()
    {
        using LinuxRoot root = RecordedGroups.Open("v2/first");
        ProcessCgroups memberships = new();
        memberships.Parse(System.Text.Encoding.UTF8.GetBytes($"0::{RecordedGroups.PodContainer}\n"));
        CgroupLimits limits = CgroupLimits.Read(CgroupHierarchy.Detect(root), memberships);
        Assert.Equal((134217728ul, RecordedGroups.Pod, 5ul), (limits.MemoryLimitBytes, limits.MemoryLimitGroup, limits.PidsMax));
        // The cpuset controller is not enabled in the pod; the nearest group above that has it counts.
        Assert.Equal("0-3", limits.Cpus!.ToString());
    }
}

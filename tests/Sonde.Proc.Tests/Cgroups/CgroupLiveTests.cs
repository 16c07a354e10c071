using System.Diagnostics;
using Sonde.Proc.Cgroups;
using Sonde.Testing;

namespace Sonde.Proc.Tests.Cgroups;

/// <summary>Groups made on this machine, read back, and removed.</summary>
public sealed class CgroupLiveTests : IDisposable
{
    private readonly string _name = $"sonde-test-{Environment.ProcessId}-{Guid.NewGuid():N}";
    private readonly List<string> _made = [];
    private readonly List<Process> _children = [];

    public void Dispose()
    {
        foreach (string directory in _made.Where(Directory.Exists))
            RemoveGroup(directory);
        foreach (Process child in _children)
        {
            child.Kill();
            child.WaitForExit();
            child.Dispose();
        }
    }

    // A group is busy until the kernel is done with its last process; grandchildren outlive their shell.
    private static void RemoveGroup(string directory)
    {
        for (int attempt = 0; Directory.Exists(directory); attempt++)
        {
            foreach (string pid in File.ReadAllLines($"{directory}/cgroup.procs"))
            {
                using Process kill = Process.Start("kill", ["-KILL", pid]);
                kill.WaitForExit();
            }

            try
            {
                Directory.Delete(directory);
            }
            catch (IOException) when (attempt < 200)
            {
                Thread.Sleep(20);
            }
        }
    }

    [Fact]
    public void Memory_group_that_was_made_is_found_with_its_limit_and_use()
    {
        (CgroupMount mount, string directory) = MakeGroup("memory");
        File.WriteAllText($"{directory}/{(mount.Version == 2 ? "memory.max" : "memory.limit_in_bytes")}", "67108864");
        StartIn(directory, "exec sleep 100");
        using CgroupSampler sampler = new(LinuxRoot.Live);
        sampler.Refresh();
        CgroupEntry entry = sampler.Entries.Single(e => e.Path == "/" + _name);
        Assert.Equal(67108864ul, entry.Current.MemoryLimitBytes);
        Assert.InRange(entry.Current.MemoryCurrentBytes!.Value, 4096ul, 67108864ul);
        Assert.InRange(entry.Current.WorkingSetBytes!.Value, 0ul, entry.Current.MemoryCurrentBytes.Value);
        Assert.Equal(0ul, entry.Current.OomKills);
    }

    [Fact]
    public void Oom_kill_in_a_group_is_counted()
    {
        (CgroupMount mount, string directory) = MakeGroup("memory");
        File.WriteAllText($"{directory}/{(mount.Version == 2 ? "memory.max" : "memory.limit_in_bytes")}", "16777216");
        using CgroupSampler sampler = new(LinuxRoot.Live);
        sampler.Refresh();
        StartIn(directory, "tail /dev/zero").WaitForExit();
        sampler.Refresh();
        CgroupEntry entry = sampler.Entries.Single(e => e.Path == "/" + _name);
        Assert.Equal((0ul, 1ul), (entry.Previous.OomKills, entry.Current.OomKills));
        Assert.True(entry.Current.MaxEvents > entry.Previous.MaxEvents);
    }

    [Fact]
    public void Cpu_quota_that_is_used_up_shows_as_throttling()
    {
        (CgroupMount mount, string directory) = MakeGroup("cpu");
        if (mount.Version == 2)
            File.WriteAllText($"{directory}/cpu.max", "10000 100000");
        else
            File.WriteAllText($"{directory}/cpu.cfs_quota_us", "10000");
        StartIn(directory, "while :; do :; done");
        using CgroupSampler sampler = new(LinuxRoot.Live);
        sampler.Refresh();
        Thread.Sleep(600);
        sampler.Refresh();
        CgroupEntry entry = sampler.Entries.Single(e => e.Path == "/" + _name);
        Assert.Equal(0.1, entry.Current.CpuQuotaCpus);
        Assert.True(entry.Current.NrThrottled > entry.Previous.NrThrottled);
        Assert.True(entry.Current.ThrottledTime > entry.Previous.ThrottledTime);
    }

    [Fact]
    public void Process_limit_and_its_refusals_are_read()
    {
        (_, string directory) = MakeGroup("pids");
        File.WriteAllText($"{directory}/pids.max", "3");
        StartIn(directory, "for i in 1 2 3 4 5; do sleep 100 & done; sleep 100");
        using CgroupSampler sampler = new(LinuxRoot.Live);
        CgroupSnapshot values = new();
        for (int i = 0; i < 100 && values.PidsMaxEvents is null or 0; i++)
        {
            Thread.Sleep(20);
            sampler.Refresh();
            values = sampler.Entries.Single(e => e.Path == "/" + _name).Current;
        }

        Assert.Equal(3ul, values.PidsMax);
        Assert.InRange(values.PidsCurrent!.Value, 1ul, 3ul);
        Assert.InRange(values.PidsMaxEvents!.Value, 1ul, 100ul);
    }

    [Fact]
    public void Group_that_was_removed_is_exited_and_one_made_anew_starts_over()
    {
        (_, string directory) = MakeGroup("pids");
        File.WriteAllText($"{directory}/pids.max", "7");
        using CgroupSampler sampler = new(LinuxRoot.Live);
        sampler.Refresh();
        sampler.Refresh();
        CgroupEntry entry = sampler.Entries.Single(e => e.Path == "/" + _name);
        Assert.True(entry.HasPrevious);
        Directory.Delete(directory);
        Directory.CreateDirectory(directory);
        File.WriteAllText($"{directory}/pids.max", "8");
        sampler.Refresh();
        Assert.Same(entry, sampler.Entries.Single(e => e.Path == "/" + _name));
        Assert.Equal((false, 8ul), (entry.HasPrevious, entry.Current.PidsMax));
        Directory.Delete(directory);
        sampler.Refresh();
        Assert.Contains(entry, sampler.Exited);
        Assert.DoesNotContain(sampler.Entries, e => e.Path == "/" + _name);
    }

    [Fact]
    public void Refresh_in_a_steady_state_allocates_nothing()
    {
        (_, string directory) = MakeGroup("pids");
        File.WriteAllText($"{directory}/pids.max", "7");
        using CgroupSampler sampler = new(LinuxRoot.Live);
        Assert.Equal(0, Allocation.SteadyStateBytes(sampler.Refresh));
        Assert.NotEmpty(sampler.Entries);
    }

    private (CgroupMount Mount, string Directory) MakeGroup(string controller)
    {
        CgroupHierarchy hierarchy = CgroupHierarchy.Detect(LinuxRoot.Live);
        if (hierarchy.MountOf(controller) is not { } mount)
        {
            Assert.Skip($"no {controller} controller is mounted: {hierarchy.Unavailability?.ToString() ?? hierarchy.Mode.ToString()}");
            throw new InvalidOperationException("unreachable");
        }

        string directory = CgroupHierarchy.DirectoryOf(mount, "/" + _name);
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            Assert.Skip($"groups may not be made here: {problem.Message}");
        }

        _made.Add(directory);
        return (mount, directory);
    }

    private Process StartIn(string directory, string command)
    {
        Process child = Process.Start(new ProcessStartInfo("sh", ["-c", $"echo $$ > {directory}/cgroup.procs; {command}"]))!;
        _children.Add(child);
        for (int i = 0; i < 200 && File.ReadAllText($"{directory}/cgroup.procs").Length == 0 && !child.HasExited; i++)
            Thread.Sleep(10);
        return child;
    }
}

using System.Globalization;
using Sonde.Linux.Abi;
using Sonde.Testing;

namespace Sonde.Linux.Tests;

/// <summary>What the process knows about itself, against the same facts as the kernel prints them in /proc/self.</summary>
public sealed class ProcessFactsTests
{
    [Fact]
    public void Resource_usage_grows_and_agrees_with_the_process_clock()
    {
        ResourceUsage before = ResourceUsage.Self();
        TimeSpan clockBefore = Clock.ProcessCpu;
        Burn();
        TimeSpan clockAfter = Clock.ProcessCpu;
        ResourceUsage after = ResourceUsage.Self();

        TimeSpan used = after.Cpu - before.Cpu;
        Assert.True(used >= (clockAfter - clockBefore) - TimeSpan.FromMilliseconds(20), $"{used} against {clockAfter - clockBefore}");
        Assert.InRange(after.PeakResidentBytes, StatusKibibytes("VmRSS") * 1024 / 2, long.MaxValue);
        Assert.True(after.MinorFaults > 0);
    }

    [Fact]
    public void Peak_resident_bytes_is_no_less_than_the_kernels_high_water_mark()
    {
        long peak = ResourceUsage.Self().PeakResidentBytes;
        long highWater = StatusKibibytes("VmHWM") * 1024;

        // Both come from batched per-CPU counters; they agree within those batches. Whoever started this process may have been larger.
        Assert.InRange(peak, highWater * 0.9, double.MaxValue);
    }

    [Fact]
    public void Capabilities_are_those_of_proc_self_status()
    {
        ProcessCapabilities capabilities = ProcessCapabilities.Self();

        Assert.Equal(ulong.Parse(Status("CapEff"), NumberStyles.HexNumber, CultureInfo.InvariantCulture), capabilities.Effective);
        Assert.Equal(ulong.Parse(Status("CapPrm"), NumberStyles.HexNumber, CultureInfo.InvariantCulture), capabilities.Permitted);
        Assert.Equal((capabilities.Effective >> 19 & 1) != 0, capabilities.Has(Capability.CAP_SYS_PTRACE));
        Assert.True(new ProcessCapabilities(1UL << 39, 0).Has(Capability.CAP_BPF));
        Assert.False(new ProcessCapabilities(1UL << 39, 0).Has(Capability.CAP_PERFMON));
    }

    [Fact]
    public void Effective_user_is_that_of_proc_self_status()
    {
        int effective = int.Parse(Status("Uid").Split('\t')[1], CultureInfo.InvariantCulture);

        Assert.Equal(effective, ProcessCredentials.EffectiveUserId);
        Assert.Equal(effective == 0, ProcessCredentials.IsRoot);
    }

    [Theory]
    [InlineData(Resource.RLIMIT_NOFILE, "Max open files")]
    [InlineData(Resource.RLIMIT_NPROC, "Max processes")]
    [InlineData(Resource.RLIMIT_MEMLOCK, "Max locked memory")]
    [InlineData(Resource.RLIMIT_STACK, "Max stack size")]
    public void Limits_are_those_of_proc_self_limits(Resource resource, string row)
    {
        string line = File.ReadLines("/proc/self/limits").Single(l => l.StartsWith(row, StringComparison.Ordinal));
        string[] columns = line[26..].Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(new ResourceLimit(Figure(columns[0]), Figure(columns[1])), ResourceLimits.Get(resource));

        static ulong Figure(string text) => text == "unlimited" ? ResourceLimit.Unlimited : ulong.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Raising_open_files_leaves_the_soft_limit_at_the_hard_one()
    {
        Assert.Equal(Errno.Success, ResourceLimits.TryRaiseOpenFiles(out ResourceLimit limit));

        Assert.Equal(limit.Hard, limit.Soft);
        Assert.Equal(limit, ResourceLimits.Get(Resource.RLIMIT_NOFILE));
    }

    [Fact]
    public void Affinity_is_the_list_of_proc_self_status()
    {
        ProcessorAffinity affinity = ProcessorAffinity.Self();
        var expected = new List<int>();
        foreach (string range in Status("Cpus_allowed_list").Split(','))
        {
            int[] ends = [.. range.Split('-').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
            expected.AddRange(Enumerable.Range(ends[0], ends[^1] - ends[0] + 1));
        }

        Assert.Equal(expected.Count, affinity.Count);
        Assert.All(expected, cpu => Assert.True(affinity.Contains(cpu)));
        Assert.False(affinity.Contains(expected[^1] + 1));
        Assert.False(affinity.Contains(-1));
        Assert.False(affinity.Contains(int.MaxValue));
    }

    [Fact]
    public void System_constants_are_those_of_getconf()
    {
        Assert.Equal(Environment.SystemPageSize, SystemConfiguration.PageSize);
        Assert.Equal(GetConf("CLK_TCK"), SystemConfiguration.ClockTicksPerSecond);
        Assert.Equal(GetConf("_NPROCESSORS_ONLN"), SystemConfiguration.OnlineProcessors);
    }

    private static int GetConf(string name) => int.Parse(ProgramRun.Of("getconf", name).Checked().Output.Trim(), CultureInfo.InvariantCulture);

    private static string Status(string name) =>
        File.ReadLines("/proc/self/status").Single(l => l.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..].Trim();

    private static long StatusKibibytes(string name) =>
        long.Parse(Status(name).Replace(" kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static void Burn()
    {
        TimeSpan end = Clock.ProcessCpu + TimeSpan.FromMilliseconds(60);
        while (Clock.ProcessCpu < end)
        {
        }
    }
}

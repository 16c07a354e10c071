using System.Text;
using Sonde.Linux;
using Sonde.Proc.Processes;
using Sonde.Testing;

namespace Sonde.Proc.Tests.Processes;

/// <summary>The files of a single process: their formats, their absence, and damage to them.</summary>
public class ProcessFileTests
{
    private static readonly ProcessSnapshot[] Snapshots =
        [new ProcessStatus(), new ProcessIo(), new ProcessMemoryRollup(), new ProcessLimits(), new ProcessCgroups(), new ProcessWaitChannel(),
            new KernelStack()];

    public static TheoryData<string> FileNames() => [.. Snapshots.Select(s => s.FileName)];

    [Theory]
    [MemberData(nameof(FileNames))]
    public void File_of_the_own_process_is_available(string name)
    {
        ProcessSnapshot snapshot = Snapshots.First(s => s.FileName == name);
        if (!snapshot.Load(LinuxRoot.Live, Environment.ProcessId)
            && snapshot.Unavailability!.Because.Contains("not permitted", StringComparison.Ordinal))
            Assert.Skip(snapshot.Unavailability.ToString());
        Assert.True(snapshot.IsAvailable, snapshot.Unavailability?.ToString());
    }

    [Theory]
    [MemberData(nameof(FileNames))]
    public void File_of_a_process_that_is_gone_is_unavailable(string name)
    {
        ProcessSnapshot snapshot = Snapshots.First(s => s.FileName == name);
        Assert.False(snapshot.Load(LinuxRoot.Live, int.MaxValue));
        Assert.Equal($"/proc/{int.MaxValue}/{name}", snapshot.Unavailability!.What);
    }

    [Theory]
    [MemberData(nameof(FileNames))]
    public void Damaged_file_fails_only_as_its_format(string name)
    {
        ProcessSnapshot snapshot = Snapshots.First(s => s.FileName == name);
        byte[] text = File.ReadAllBytes($"/proc/self/{name}");
        HostileText.Feed<KernelTextException>(text, input => snapshot.Parse(input), mutations: 500);
    }

    [Fact]
    public void Status_has_ids_memory_and_context_switches_by_name()
    {
        ProcessStatus status = new();
        status.Parse(Encoding.UTF8.GetBytes(
            "Name:\ta:b\\nc\nState:\tD (disk sleep)\nTgid:\t7\nUid:\t1000\t0\t0\t0\nGid:\t100\t100\t100\t100\n" +
            "NSpid:\t7\t2\nVmPeak:\t    3060 kB\nVmRSS:\t 1708 kB\n" +
            "RssAnon:\t     112 kB\nVmSwap:\t       5 kB\nThreads:\t3\nSigQ:\t2/96365\nCapEff:\t000001fffeffffff\n" +
            "Future_field:\t9 kB\nCpus_allowed_list:\t0-1,4\n" +
            "Mems_allowed_list:\t0\nvoluntary_ctxt_switches:\t11\nnonvoluntary_ctxt_switches:\t22\n"));
        Assert.Equal(("a:b\\nc", 'D', 1000u, 0u, 100u), (status.Name, status.State, status.UserId, status.EffectiveUserId, status.GroupId));
        Assert.Equal((3060ul, 1708ul, 112ul, 5ul), (status.VmPeakKibibytes, status.VmRssKibibytes, status.RssAnonymousKibibytes,
            status.VmSwapKibibytes));
        Assert.Equal((3ul, 2ul, 96365ul), (status.Threads, status.QueuedSignals, status.QueuedSignalsLimit));
        Assert.Equal((0x1fffeffffffUL, "0-1,4", "0", "7 2"), (status.EffectiveCapabilities, status.CpusAllowedList, status.MemsAllowedList,
            status.NamespacePids));
        Assert.Equal((11ul, 22ul, 9ul), (status.VoluntaryContextSwitches, status.NonVoluntaryContextSwitches, status.Numbers["Future_field"]));
        Assert.Null(status.VmSizeKibibytes);
    }

    [Fact]
    public void Status_parsed_again_allocates_nothing()
    {
        byte[] text = File.ReadAllBytes("/proc/self/status");
        ProcessStatus status = new();
        Assert.Equal(0, Allocation.SteadyStateBytes(() => status.Parse(text)));
    }

    [Fact]
    public void Values_of_an_earlier_process_do_not_shine_through()
    {
        ProcessStatus status = new();
        Assert.True(status.Load(LinuxRoot.Live, Environment.ProcessId));
        Assert.NotNull(status.VmRssKibibytes);
        Assert.True(status.Load(LinuxRoot.Live, 2));
        Assert.Equal("kthreadd", status.Name);
        Assert.Null(status.VmRssKibibytes);
    }

    [Fact]
    public void Limits_are_read_by_name_with_unlimited_as_null()
    {
        ProcessLimits limits = new();
        limits.Parse(
            "Limit                     Soft Limit           Hard Limit           Units     \n"u8 +
            "Max cpu time              unlimited            unlimited            seconds   \n"u8 +
            "Max open files            1024                 524288               files     \n"u8 +
            "Max nice priority         0                    0                    \n"u8);
        Assert.Equal(new ProcessLimit(1024, 524288, "files"), limits.OpenFiles);
        Assert.Equal(new ProcessLimit(null, null, "seconds"), limits.All["Max cpu time"]);
        Assert.Equal(new ProcessLimit(0, 0, ""), limits.All["Max nice priority"]);
        Assert.Null(limits.Processes);
    }

    [Fact]
    public void Command_line_is_cut_at_nuls_and_bounded()
    {
        ProcessCommandLine line = ProcessCommandLine.Parse("java\0-Dx=\0\u001b[2J\0\0\0"u8);
        Assert.Equal(["java", "-Dx=", "\u001b[2J"], line.Arguments);
        Assert.False(line.IsTruncated);
        ProcessCommandLine cut = ProcessCommandLine.Parse("abcdefgh"u8, largestBytes: 5);
        Assert.Equal(["abcde"], cut.Arguments);
        Assert.True(cut.IsTruncated);
        Assert.Empty(ProcessCommandLine.Parse([]).Arguments);
    }

    [Fact]
    public void Own_command_line_starts_with_the_program()
    {
        ProcessCommandLine? line = ProcessCommandLine.Read(LinuxRoot.Live, Environment.ProcessId, out Unavailability? reason);
        Assert.Null(reason);
        Assert.Equal(Environment.GetCommandLineArgs().Length, line!.Arguments.Count);
        Assert.Null(ProcessCommandLine.Read(LinuxRoot.Live, int.MaxValue, out reason));
        Assert.NotNull(reason);
    }

    [Fact]
    public void Descriptors_are_told_apart_by_their_links()
    {
        using TemporaryTree tree = new();
        tree.Link("/proc/7/fd/0", "/dev/null").Link("/proc/7/fd/1", "pipe:[4711]").Link("/proc/7/fd/3", "socket:[42]")
            .Link("/proc/7/fd/4", "/var/log/a (deleted)")
            .Link("/proc/7/fd/5", "anon_inode:[eventpoll]").Link("/proc/7/fd/6", "/memfd:x (deleted)").Link("/proc/7/fd/7", "mnt:[4026531841]")
            .Link("/proc/7/fd/10", "/tmp/socket:[9]").Link("/proc/7/fd/11", "anon_inode:inotify");
        ProcessDescriptors descriptors = new();
        Assert.True(descriptors.Load(tree.Root, 7));
        Assert.Equal(
            [DescriptorKind.Path, DescriptorKind.Pipe, DescriptorKind.Socket, DescriptorKind.DeletedFile, DescriptorKind.KernelObject,
                DescriptorKind.Memory,
                DescriptorKind.Namespace, DescriptorKind.Path, DescriptorKind.KernelObject],
            descriptors.Descriptors.Select(d => d.Kind));
        HashSet<ulong> inodes = [];
        descriptors.AddSocketInodes(inodes);
        Assert.Equal([42ul], inodes);
        Assert.True(descriptors.Load(tree.Root, 7, largestLinks: 2));
        Assert.Equal((9, 2, true), (descriptors.Count, descriptors.Descriptors.Count, descriptors.IsTruncated));
    }

    [Fact]
    public void Descriptors_of_a_process_that_is_gone_are_unavailable()
    {
        ProcessDescriptors descriptors = new();
        Assert.False(descriptors.Load(LinuxRoot.Live, int.MaxValue));
        Assert.Equal($"/proc/{int.MaxValue}/fd", descriptors.Unavailability!.What);
    }

    [Fact]
    public void Socket_search_stops_at_its_time_limit_and_says_so()
    {
        using TemporaryTree tree = new();
        for (int pid = 1; pid <= 50; pid++)
            tree.Write($"/proc/{pid}/stat", StatLine.Of(pid, "p")).Link($"/proc/{pid}/fd/0", $"socket:[{pid}]");
        using SocketOwners owners = new(tree.Root);
        owners.Find([50], TimeSpan.FromTicks(-1));
        Assert.False(owners.IsComplete);
        Assert.Null(owners[50]);
        owners.Find([50], TimeSpan.FromMinutes(1));
        Assert.True(owners.IsComplete);
        Assert.Equal(new SocketOwner(new ProcessIdentity(50, 1000), "p", 0), owners[50]);
    }

    [Fact]
    public void Groups_with_colons_in_their_names_are_cut_at_the_first_two()
    {
        ProcessCgroups groups = new();
        groups.Parse("4:cpu,cpuacct:/a:b\n1:name=systemd:/user.slice\n0::/init.scope (deleted)\n"u8);
        Assert.Equal(("/a:b", "/a:b", "/user.slice"), (groups.PathOf("cpu"), groups.PathOf("cpuacct"), groups.PathOf("name=systemd")));
        Assert.Equal("/init.scope", groups.UnifiedPath);
        Assert.Null(groups.PathOf("memory"));
    }

    [Fact]
    public void Kernel_stack_gives_functions_without_offsets()
    {
        KernelStack stack = new();
        stack.Parse("[<0>] do_select+0x5f0/0x810\n[<0>] ext4_sync+0x1/0x2 [ext4]\nnonsense\n"u8);
        Assert.Equal(["do_select", "ext4_sync"], stack.Functions);
    }

    [Fact]
    public void Wait_channel_of_a_sleeping_child_is_known()
    {
        using System.Diagnostics.Process child = System.Diagnostics.Process.Start("sleep", "100");
        try
        {
            ProcessWaitChannel channel = new();
            for (int i = 0; i < 100 && channel.Function is null; i++)
            {
                Clock.Wait(TimeSpan.FromMilliseconds(20), CancellationToken.None);
                channel.Load(LinuxRoot.Live, child.Id);
            }

            Assert.Contains("nanosleep", channel.Function, StringComparison.Ordinal);
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }
    }

    [Fact]
    public void Oom_score_comes_with_its_adjustment()
    {
        using TemporaryTree tree = new();
        tree.Write("/proc/7/oom_score", "667\n").Write("/proc/7/oom_score_adj", "-500\n").Write("/proc/8/oom_score", "x\n")
            .Write("/proc/8/oom_score_adj", "0\n");
        Assert.Equal(new ProcessOomScore(667, -500), ProcessOomScore.Read(tree.Root, 7, out _));
        Assert.Null(ProcessOomScore.Read(tree.Root, 8, out Unavailability? garbled));
        Assert.Null(ProcessOomScore.Read(tree.Root, 9, out Unavailability? missing));
        Assert.Equal(("/proc/8/oom_score", "/proc/9/oom_score"), (garbled!.What, missing!.What));
        Assert.Equal(int.Parse(File.ReadAllText("/proc/self/oom_score_adj")),
            ProcessOomScore.Read(LinuxRoot.Live, Environment.ProcessId, out _)!.Value.Adjustment);
    }

    [Fact]
    public void Scheduler_times_that_are_cut_short_are_refused()
    {
        Assert.True(ProcessSchedStat.TryParse("1 2 3\n"u8, out ProcessSchedStat values));
        Assert.Equal(new ProcessSchedStat(1, 2, 3), values);
        Assert.False(ProcessSchedStat.TryParse("1 2 3"u8, out _));
        Assert.False(ProcessSchedStat.TryParse("1 2\n"u8, out _));
    }
}

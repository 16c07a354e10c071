using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Sonde.Linux.Abi;
using Sonde.Linux.Netlink;
using Sonde.Testing;

namespace Sonde.Linux.Tests.Netlink;

public sealed class TaskStatisticsTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(20);

    [Fact]
    public void The_threads_own_figures_are_close_to_the_kernels_other_accounts()
    {
        using TaskStatisticsReader reader = Open();
        var statistics = new TaskStatistics();
        int thread = Environment.ProcessId;
        Burn(TimeSpan.FromMilliseconds(60));

        Assert.Equal(Errno.Success, reader.ReadThread(thread, statistics));
        string[] stat = File.ReadAllText($"/proc/{thread}/task/{thread}/stat").Split(") ")[1].Split(' ');
        string[] scheduler = File.ReadAllText($"/proc/{thread}/task/{thread}/schedstat").Split(' ');

        Assert.Equal(thread, statistics.ThreadId);
        Assert.Equal(thread, statistics.ProcessId);
        Assert.Equal(int.Parse(stat[1], CultureInfo.InvariantCulture), statistics.ParentProcessId);
        Assert.Equal(File.ReadAllText($"/proc/{thread}/task/{thread}/comm").Trim(), statistics.Name);
        Assert.Equal((uint)ProcessCredentials.EffectiveUserId, statistics.UserId);
        Assert.Equal(int.Parse(stat[16], CultureInfo.InvariantCulture), statistics.Nice);
        TimeSpan ticks = TimeSpan.FromSeconds((Number(stat[11]) + Number(stat[12])) / (double)SystemConfiguration.ClockTicksPerSecond);
        Assert.InRange(statistics.UserTime + statistics.SystemTime, ticks - TimeSpan.FromMilliseconds(100), ticks + TimeSpan.FromMilliseconds(100));
        TimeSpan onCpu = Nanoseconds(scheduler[0]);
        Assert.InRange(statistics.CpuTime, onCpu - TimeSpan.FromMilliseconds(100), onCpu + TimeSpan.FromMilliseconds(1));
        Assert.InRange(statistics.RunQueueDelay.Total, TimeSpan.Zero, Nanoseconds(scheduler[1]));
        Assert.InRange(statistics.RunQueueDelay.Count, 1UL, (ulong)Number(scheduler[2]));
        Assert.InRange(statistics.Elapsed, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));
        Assert.InRange(statistics.MinorFaults, 1UL, (ulong)Number(stat[7]));

        static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
        static TimeSpan Nanoseconds(string text) => TimeSpan.FromTicks(long.Parse(text, CultureInfo.InvariantCulture) / 100);
    }

    [Fact]
    public void The_process_has_the_cpu_time_of_getrusage()
    {
        using TaskStatisticsReader reader = Open();
        var statistics = new TaskStatistics();
        Burn(TimeSpan.FromMilliseconds(60));

        ResourceUsage before = ResourceUsage.Self();
        Assert.Equal(Errno.Success, reader.ReadProcess(Environment.ProcessId, statistics));
        ResourceUsage after = ResourceUsage.Self();

        // getrusage is exact, taskstats sums what the scheduler has booked: each running thread may lag by a tick.
        TimeSpan lag = TimeSpan.FromMilliseconds(50);
        Assert.InRange(statistics.CpuTime, before.Cpu - lag, after.Cpu + lag);
        Assert.Equal("", statistics.Name);
        Assert.InRange(statistics.VoluntarySwitches, 1UL, (ulong)after.VoluntarySwitches);
    }

    [Fact]
    public void A_process_that_is_gone_is_no_such_process()
    {
        using TaskStatisticsReader reader = Open();

        Assert.Equal(Errno.NoSuchProcess, reader.ReadThread(int.MaxValue, new TaskStatistics()));
        Assert.Equal(Errno.NoSuchProcess, reader.ReadProcess(int.MaxValue, new TaskStatistics()));
        Assert.Equal(Errno.Success, reader.ReadThread(Environment.ProcessId, new TaskStatistics()));
    }

    [Fact]
    public void Reading_again_allocates_nothing()
    {
        using TaskStatisticsReader reader = Open();
        var statistics = new TaskStatistics();
        Assert.Equal(Errno.Success, reader.ReadThread(Environment.ProcessId, statistics));

        Assert.Equal(0, Allocation.SteadyStateBytes(() => reader.ReadThread(Environment.ProcessId, statistics)));
    }

    [Fact]
    public void A_process_that_exits_is_reported_with_name_status_and_cpu_time()
    {
        using TaskExitListener listener = Listen();
        var exited = new TaskStatistics();

        using var child = Process.Start(new ProcessStartInfo(
            "/bin/sh", ["-c", "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; exit 7"]))!;
        int process = child.Id;
        child.WaitForExit();

        Assert.True(Find(listener, exited, process));
        Assert.Equal("sh", exited.Name);
        Assert.Equal((process, process, Environment.ProcessId), (exited.ThreadId, exited.ProcessId, exited.ParentProcessId));
        Assert.Equal((7, 0), (exited.ExitCode, exited.ExitSignal));
        Assert.True(exited.IsLastThread);
        Assert.InRange(exited.CpuTime, TimeSpan.FromMilliseconds(1), Ample);
        Assert.True(exited.PeakResidentBytes > 100_000);
        Assert.Equal(0, listener.LostRecords);
    }

    [Fact]
    public void A_process_killed_by_a_signal_is_reported_with_the_signal()
    {
        using TaskExitListener listener = Listen();
        var exited = new TaskStatistics();
        using var child = Process.Start("/bin/sleep", "1000")!;
        child.Kill();
        child.WaitForExit();

        Assert.True(Find(listener, exited, child.Id));
        Assert.Equal((0, 9), (exited.ExitCode, exited.ExitSignal));
    }

    [Fact]
    public void Exits_that_nobody_fetched_in_time_are_counted_as_lost()
    {
        using TaskExitListener listener = Listen(receiveBufferBytes: 8192);
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "for i in $(seq 200); do /bin/true; done"]))!;
        shell.WaitForExit();
        int fetched = 0;
        var exited = new TaskStatistics();
        while (listener.Read(exited, TimeSpan.Zero).IsSuccess)
            fetched++;

        Assert.InRange(fetched, 1, 150);
        Assert.True(listener.LostRecords + fetched >= 201, $"{listener.LostRecords} lost, {fetched} fetched");
    }

    [Fact]
    public void A_listener_that_ended_leaves_the_next_socket_with_its_port_alone()
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            TaskExitListener listener = Listen();
            uint port = NetlinkPort.AddressOf(listener.Socket).nl_pid;
            listener.Dispose();
            Assert.Equal(Errno.Success, TaskStatisticsReader.TryOpen(out NetlinkSocket? next, out _));
            using (next)
            {
                // Another test may have taken the port meanwhile.
                if (NetlinkPort.AddressOf(next!).nl_pid != port)
                    continue;
                using var child = Process.Start("/bin/true");
                child.WaitForExit();
                Assert.Equal(Errno.TimedOut, next!.Receive(TimeSpan.FromMilliseconds(100), out _));
                return;
            }
        }

        Assert.Fail("the port was never given to the next socket");
    }

    [Fact]
    public void A_record_of_version_15_is_put_into_the_common_order()
    {
        TaskStats expected = default;
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(MemoryMarshal.AsBytes(new Span<TaskStats>(ref expected)));
        for (int i = 0; i < words.Length; i++)
            words[i] = (ulong)i;
        expected.version = 15;
        byte[] misordered = ToVersion15(expected);

        Assert.Equal(560, TaskStatisticsRecord.Read(Attribute(misordered), out TaskStats read));

        Assert.Equal(Bytes(expected), Bytes(read));
        Assert.Equal(0, TaskStatisticsRecord.Read(Attribute(misordered[..^8]), out _));
    }

    [Fact]
    public void What_an_old_kernel_does_not_send_is_unknown_and_not_zero()
    {
        // Linux 4.19: version 8 ends with freepages_delay_total.
        TaskStats record = new() { version = 8, ac_pid = 12, cpu_delay_total = 5_000_000, freepages_count = 3 };
        byte[] payload = Aggregate(MemoryMarshal.AsBytes(new ReadOnlySpan<TaskStats>(in record))[..328]);
        var statistics = new TaskStatistics();

        Assert.True(statistics.TryRead(payload, TaskstatsUapi.TASKSTATS_TYPE_AGGR_PID));

        Assert.Equal((8, 12), (statistics.Version, statistics.ThreadId));
        Assert.Equal(new TaskDelay(0, TimeSpan.FromMilliseconds(5), null), statistics.RunQueueDelay);
        Assert.Equal(3UL, statistics.ReclaimDelay.Count);
        Assert.Null(statistics.ProcessId);
        Assert.Null(statistics.ThrashingDelay);
        Assert.Null(statistics.CompactionDelay);
        Assert.Null(statistics.CopyOnWriteDelay);
        Assert.Null(statistics.InterruptDelay);
    }

    [Fact]
    public void A_message_cut_anywhere_is_read_or_refused_without_an_exception()
    {
        TaskStats record = new() { version = 16 };
        byte[] payload = Aggregate(MemoryMarshal.AsBytes(new ReadOnlySpan<TaskStats>(in record)));
        var statistics = new TaskStatistics();
        for (int length = 0; length < payload.Length; length++)
            Assert.False(statistics.TryRead(payload.AsSpan(0, length), TaskstatsUapi.TASKSTATS_TYPE_AGGR_PID));
        Assert.True(statistics.TryRead(payload, TaskstatsUapi.TASKSTATS_TYPE_AGGR_PID));
        Assert.False(statistics.TryRead(payload, TaskstatsUapi.TASKSTATS_TYPE_AGGR_TGID));
    }

    private static byte[] Bytes(TaskStats record) => MemoryMarshal.AsBytes(new ReadOnlySpan<TaskStats>(in record)).ToArray();

    private static byte[] Aggregate(ReadOnlySpan<byte> record)
    {
        Span<byte> inner = stackalloc byte[1024];
        var statistics = new NetlinkRequest(inner, 0, 0);
        statistics.AppendAttribute(TaskstatsUapi.TASKSTATS_TYPE_PID, [12, 0, 0, 0]);
        statistics.AppendAttribute(TaskstatsUapi.TASKSTATS_TYPE_STATS, record);
        Span<byte> outer = stackalloc byte[1024];
        var aggregate = new NetlinkRequest(outer, 0, 0);
        aggregate.AppendAttribute(TaskstatsUapi.TASKSTATS_TYPE_AGGR_PID, statistics.Bytes[16..]);
        return aggregate.Bytes[16..].ToArray();
    }

    private static NetlinkAttribute Attribute(byte[] value)
    {
        var bytes = new byte[value.Length + 4];
        MemoryMarshal.Write(bytes, new NlAttr { nla_len = (ushort)bytes.Length, nla_type = 3 });
        value.CopyTo(bytes, 4);
        ReadOnlySpan<byte> rest = bytes;
        Assert.True(NetlinkAttribute.TryTake(ref rest, out NetlinkAttribute attribute));
        return attribute;
    }

    /// <summary>Writes the fields one after another in the order of the version 15 header, independently of the reader's table.</summary>
    private static byte[] ToVersion15(in TaskStats record)
    {
        TaskStats copy = record;
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<TaskStats>(in copy));
        var written = new List<byte>();
        string[] delays = ["cpu", "blkio", "swapin", "freepages", "thrashing", "compact", "wpcopy", "irq"];
        string[] order =
        [
            "version", "cpu", "blkio", "swapin", "cpu_run_real_total..freepages_count", "freepages", "thrashing", "ac_btime64..compact_count",
            "compact", "ac_tgid..wpcopy_count", "wpcopy", "irq",
        ];
        foreach (string item in order)
        {
            if (item == "version")
                written.AddRange(bytes[..Offset("cpu_count")]);
            else if (delays.Contains(item))
                written.AddRange([.. Run(bytes, $"{item}_count", 16), .. Run(bytes, $"{item}_delay_max", 16)]);
            else
                written.AddRange(bytes[Offset(item.Split("..")[0])..Offset(item.Split("..")[1])]);
        }

        return [.. written];

        static int Offset(string field) => (int)Marshal.OffsetOf<TaskStats>(field);
        static ReadOnlySpan<byte> Run(ReadOnlySpan<byte> bytes, string field, int length) => bytes.Slice(Offset(field), length);
    }

    private static bool Find(TaskExitListener listener, TaskStatistics exited, int process)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Ample)
        {
            if (listener.Read(exited, TimeSpan.FromSeconds(1)).IsSuccess && exited.ThreadId == process)
                return true;
        }

        return false;
    }

    private static void Burn(TimeSpan duration)
    {
        TimeSpan end = Clock.ProcessCpu + duration;
        while (Clock.ProcessCpu < end)
        {
        }
    }

    private static TaskStatisticsReader Open()
    {
        SkipUnlessAllowed();
        Errno errno = TaskStatisticsReader.TryOpen(out TaskStatisticsReader? reader);
        if (errno == Errno.NoSuchEntry)
            Assert.Skip("this kernel was built without CONFIG_TASKSTATS");
        Assert.Equal(Errno.Success, errno);
        return reader!;
    }

    private static TaskExitListener Listen(int receiveBufferBytes = TaskExitListener.ReceiveBufferBytes)
    {
        SkipUnlessAllowed();
        Errno errno = TaskExitListener.TryOpen(receiveBufferBytes, out TaskExitListener? listener);
        if (errno == Errno.NoSuchEntry)
            Assert.Skip("this kernel was built without CONFIG_TASKSTATS");
        Assert.Equal(Errno.Success, errno);
        return listener!;
    }

    private static void SkipUnlessAllowed()
    {
        if (!ProcessCapabilities.Self().Has(Capability.CAP_NET_ADMIN))
            Assert.Skip("task accounting needs CAP_NET_ADMIN");
    }
}

using Sonde.Metrics.Rates;
using Sonde.Proc.Processes;
using Sonde.Testing;

namespace Sonde.Metrics.Tests.Rates;

/// <summary>Tasks over trees that change between refreshes. USER_HZ is 100, the page 4 KiB, each interval starts 20 s after boot.</summary>
public sealed class TaskActivityTests : IDisposable
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(20);

    private readonly TemporaryTree _tree = new();
    private readonly ProcessTable _table;
    private readonly TaskActivity _activity = new();

    public TaskActivityTests() => _table = new ProcessTable(_tree.MakeDirectory("/proc").Root);

    public void Dispose()
    {
        _table.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void Shares_are_of_one_cpu_over_the_measured_time()
    {
        Write(TaskStat.Line(5, "a", user: 100, system: 50, guest: 10, minorFaults: 8, majorFaults: 2));
        Begin();
        Write(TaskStat.Line(5, "a", user: 400, system: 150, guest: 60, minorFaults: 48, majorFaults: 6, residentPages: 100));
        TaskRates row = Assert.Single(Add(seconds: 2));
        Assert.Equal((125, 50, 25, 200), (row.UserPercent, row.SystemPercent, row.GuestPercent, row.CpuPercent));
        Assert.Equal((20, 2), (row.MinorFaultsPerSecond, row.MajorFaultsPerSecond));
        Assert.Equal((400, 392), (row.ResidentKibibytes, row.ResidentGrowthKibibytes));
        Assert.False(row.IsNew);
        Assert.False(row.HasExited);
    }

    [Fact]
    public void Shares_of_the_machine_need_its_size()
    {
        _activity.CpuCount = 4;
        _activity.MemoryTotalKibibytes = 1600;
        Write(TaskStat.Line(5, "a"));
        Begin();
        Write(TaskStat.Line(5, "a", user: 100, residentPages: 100));
        TaskRates row = Assert.Single(Add(seconds: 1));
        Assert.Equal((25, 25), (row.CpuPercentOfMachine, row.MemoryPercent));
    }

    [Fact]
    public void Reused_process_id_is_a_new_process()
    {
        Write(TaskStat.Line(5, "old", start: 1000, user: 9000));
        Begin();
        Write(TaskStat.Line(5, "new", start: 2050, user: 30));
        IReadOnlyList<TaskRates> rows = Add(seconds: 1);
        TaskRates old = Assert.Single(rows, static r => r.Comm == "old");
        TaskRates young = Assert.Single(rows, static r => r.Comm == "new");
        Assert.True(old.HasExited);
        Assert.Equal(0, old.CpuPercent);
        Assert.True(young.IsNew);
        Assert.Equal(30, young.CpuPercent);
        Assert.Equal((1, 1), (_activity.StartedCount, _activity.ExitedCount));
    }

    [Fact]
    public void Process_started_in_between_counts_from_zero()
    {
        Begin();
        Write(TaskStat.Line(7, "young", start: 2010, user: 50, system: 25)).Write("/proc/7/io", Io(2048, 4096, 0));
        TaskRates row = Assert.Single(Add(seconds: 1));
        Assert.True(row.IsNew);
        Assert.Equal((50, 75), (row.UserPercent, row.CpuPercent));
        Assert.Equal((2, 4), (row.ReadKibibytesPerSecond, row.WriteKibibytesPerSecond));
        Assert.Equal(1, _activity.StartedCount);
    }

    [Fact]
    public void Older_process_seen_for_the_first_time_did_an_unknown_amount_before()
    {
        Begin();
        Write(TaskStat.Line(7, "hidden", start: 100, user: 5000)).Write("/proc/7/io", Io(2048, 4096, 0));
        TaskRates row = Assert.Single(Add(seconds: 1));
        Assert.Equal((0, double.NaN), (row.CpuPercent, row.ReadKibibytesPerSecond));
        Assert.False(row.IsNew);
        Assert.Equal(1, row.SeenCount);
    }

    [Fact]
    public void Process_that_ended_keeps_what_it_did_until_it_was_seen_last()
    {
        Write(TaskStat.Line(5, "a"));
        Begin();
        Write(TaskStat.Line(5, "a", user: 60));
        Add(seconds: 1);
        _tree.Remove("/proc/5");
        TaskRates row = Assert.Single(Add(seconds: 2));
        Assert.True(row.HasExited);
        Assert.Equal((30, 1), (row.CpuPercent, _activity.ExitedCount));
        Assert.Empty(Begin().Processes);
        Assert.Empty(Add(seconds: 1));
    }

    [Fact]
    public void Bytes_that_could_not_be_read_are_unknown_not_zero()
    {
        Write(TaskStat.Line(5, "a"));
        Begin();
        Write(TaskStat.Line(5, "a", user: 10));
        TaskRates row = Assert.Single(Add(seconds: 1));
        Assert.Equal((double.NaN, double.NaN, double.NaN), (row.ReadKibibytesPerSecond, row.WriteKibibytesPerSecond, row.CancelledKibibytesPerSecond));
        Assert.False(row.HasMovedBytes);
        Assert.Equal(double.NaN, row.VoluntarySwitchesPerSecond);
    }

    [Fact]
    public void Bytes_are_kibibytes_per_second()
    {
        Write(TaskStat.Line(5, "a")).Write("/proc/5/io", Io(1024, 2048, 512));
        Begin();
        Write(TaskStat.Line(5, "a", user: 10)).Write("/proc/5/io", Io(21504, 6144, 2560));
        TaskRates row = Assert.Single(Add(seconds: 2));
        Assert.Equal((10, 2, 1), (row.ReadKibibytesPerSecond, row.WriteKibibytesPerSecond, row.CancelledKibibytesPerSecond));
        Assert.True(row.HasMovedBytes);
    }

    [Fact]
    public void A_look_that_could_not_read_the_bytes_leaves_its_step_out()
    {
        Write(TaskStat.Line(5, "a"));
        Begin();
        Write(TaskStat.Line(5, "a", user: 10)).Write("/proc/5/io", Io(1024, 0, 0));
        Add(seconds: 1);
        Write(TaskStat.Line(5, "a", user: 20)).Write("/proc/5/io", Io(5120, 0, 0));
        Assert.Equal(2, Assert.Single(Add(seconds: 2)).ReadKibibytesPerSecond);
    }

    [Fact]
    public void Age_is_counted_from_the_start_on_the_clock_since_boot()
    {
        Write(TaskStat.Line(5, "a", start: 1250));
        Begin();
        TaskRates row = Assert.Single(Add(seconds: 1));
        Assert.Equal((7.5, -2.5), (row.AgeSeconds(TimeSpan.FromSeconds(20)), row.AgeSeconds(TimeSpan.FromSeconds(10))));
    }

    [Fact]
    public void Several_refreshes_add_up_and_gauges_are_averaged()
    {
        Write(TaskStat.Line(5, "a", residentPages: 10));
        Begin();
        Write(TaskStat.Line(5, "a", state: 'R', user: 50, residentPages: 20, threads: 2));
        Add(seconds: 1);
        Write(TaskStat.Line(5, "a", state: 'D', user: 150, residentPages: 40, threads: 4));
        TaskRates row = Assert.Single(Add(seconds: 2));
        Assert.Equal((75, 2), (row.CpuPercent, row.SeenCount));
        Assert.Equal((120, 160, 3), (row.MeanResidentKibibytes, row.ResidentKibibytes, row.MeanThreads));
        Assert.Equal((1, 1, 2), (row.RunnableCount, row.UninterruptibleCount, row.ResidentGrowthCount));
        Assert.Equal((120, 3), (row.ResidentGrowthKibibytes, row.ThreadGrowth));
        _activity.SetSeconds(4);
        Assert.Equal(37.5, Assert.Single(_activity.Processes).CpuPercent);
    }

    [Fact]
    public void New_interval_starts_at_the_last_state()
    {
        Write(TaskStat.Line(5, "a"));
        Begin();
        Write(TaskStat.Line(5, "a", user: 90));
        Add(seconds: 1);
        Begin();
        Write(TaskStat.Line(5, "a", user: 100));
        Assert.Equal(10, Assert.Single(Add(seconds: 1)).CpuPercent);
    }

    [Fact]
    public void Children_that_were_waited_for_count_only_where_asked_for()
    {
        Write(TaskStat.Line(5, "make"));
        Begin();
        Write(TaskStat.Line(5, "make", user: 10, childUser: 200));
        TaskRates row = Assert.Single(Add(seconds: 1));
        Assert.Equal((10, 2100), (row.CpuPercent, row.UserWithChildrenMilliseconds));
        Assert.True(row.HasUsedCpuWithChildren);
    }

    [Fact]
    public void Threads_have_rows_of_their_own()
    {
        WriteThreads(mainTicks: 0, workerTicks: 0);
        Begin();
        WriteThreads(mainTicks: 10, workerTicks: 80);
        TaskRates process = Assert.Single(Add(seconds: 1));
        Assert.Equal((5, 5, 90), (process.Pid, process.Tid, process.CpuPercent));
        Assert.Equal([(5, 5, 10.0), (5, 8, 80.0)], _activity.Threads.OrderBy(static t => t.Tid).Select(static t => (t.Pid, t.Tid, t.CpuPercent)));
        Assert.Equal("worker", _activity.Threads.Single(static t => t.Tid == 8).Comm);
    }

    [Fact]
    public void Since_boot_all_that_a_process_did_is_divided_by_the_given_time()
    {
        Write(TaskStat.Line(5, "a", user: 500));
        _table.Refresh(ProcessDetails.None);
        _activity.AddSinceBoot(_table, 50);
        Assert.Equal(10, Assert.Single(_activity.Processes).CpuPercent);
    }

    private static string Io(long read, long written, long cancelled) =>
        FormattableString.Invariant($"rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: {read}\nwrite_bytes: {written}\ncancelled_write_bytes: {cancelled}\n");

    private TemporaryTree Write(string line) => _tree.Write($"/proc/{line.Split(' ')[0]}/stat", line);

    private void WriteThreads(ulong mainTicks, ulong workerTicks)
    {
        Write(TaskStat.Line(5, "server", user: mainTicks + workerTicks, threads: 2));
        _tree.Write("/proc/5/task/5/stat", TaskStat.Line(5, "server", user: mainTicks, threads: 2));
        _tree.Write("/proc/5/task/8/stat", TaskStat.Line(8, "worker", user: workerTicks, threads: 2));
    }

    private TaskActivity Begin()
    {
        _table.Refresh(ProcessDetails.Io | ProcessDetails.Threads | ProcessDetails.Always);
        _activity.Add(_table, double.NaN, Start);
        _activity.Begin();
        _activity.SetSeconds(double.NaN);
        return _activity;
    }

    private IReadOnlyList<TaskRates> Add(double seconds)
    {
        _table.Refresh(ProcessDetails.Io | ProcessDetails.Threads | ProcessDetails.Always);
        _activity.Add(_table, seconds, Start);
        return _activity.Processes;
    }
}

using Sonde.Proc.Processes;
using Sonde.Testing;

namespace Sonde.Proc.Tests.Processes;

/// <summary>The table over trees that the tests make: what comes, goes, is reused or is broken.</summary>
public sealed class ProcessTableTests : IDisposable
{
    private readonly TemporaryTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Entries_are_sorted_by_process_id_and_found_by_it()
    {
        AddProcess(300, "c").AddProcess(5, "a").AddProcess(40, "b");
        _tree.Write("/proc/self/stat", "x").Write("/proc/uptime", "1 1\n");
        using ProcessTable table = new(_tree.Root);
        table.Refresh(ProcessDetails.None);
        Assert.Equal([5, 40, 300], table.Entries.Select(e => e.Identity.Pid));
        Assert.Equal("b", table.Find(40)!.Comm);
        Assert.Null(table.Find(41));
    }

    [Fact]
    public void Process_in_two_refreshes_keeps_its_entry_and_both_values()
    {
        AddProcess(5, "a", user: 10);
        using ProcessTable table = new(_tree.Root);
        table.Refresh(ProcessDetails.None);
        ProcessEntry entry = table.Entries[0];
        Assert.False(entry.HasPrevious);
        AddProcess(5, "a", user: 25);
        table.Refresh(ProcessDetails.None);
        Assert.Same(entry, table.Entries[0]);
        Assert.True(entry.HasPrevious);
        Assert.Equal((10ul, 25ul), (entry.Previous.Stat.UserTicks, entry.Current.Stat.UserTicks));
    }

    [Fact]
    public void Process_id_with_another_start_time_is_another_process()
    {
        AddProcess(5, "old", start: 100, user: 9000).AddProcess(6, "other");
        using ProcessTable table = new(_tree.Root);
        table.Refresh(ProcessDetails.None);
        ProcessEntry old = table.Entries[0];
        AddProcess(5, "new", start: 200, user: 1);
        table.Refresh(ProcessDetails.None);
        Assert.Equal([old], table.Exited);
        Assert.Equal(9000ul, old.Stat.UserTicks);
        Assert.Equal(new ProcessIdentity(5, 200), table.Entries[0].Identity);
        Assert.False(table.Entries[0].HasPrevious);
        Assert.True(table.Entries[1].HasPrevious);
    }

    [Fact]
    public void Process_that_ended_is_listed_once_as_exited()
    {
        AddProcess(5, "a").AddProcess(6, "b").AddProcess(7, "c");
        using ProcessTable table = new(_tree.Root);
        table.Refresh(ProcessDetails.None);
        _tree.Remove("/proc/5").Remove("/proc/7/stat");
        table.Refresh(ProcessDetails.None);
        Assert.Equal([5, 7], table.Exited.Select(e => e.Identity.Pid));
        Assert.Equal([6], table.Entries.Select(e => e.Identity.Pid));
        Assert.Equal(0, table.UnreadableCount);
        table.Refresh(ProcessDetails.None);
        Assert.Empty(table.Exited);
    }

    [Fact]
    public void Process_with_a_garbled_stat_file_is_counted_as_unreadable()
    {
        AddProcess(5, "a");
        _tree.Write("/proc/6/stat", "6 (cut");
        using ProcessTable table = new(_tree.Root);
        table.Refresh(ProcessDetails.None);
        Assert.Equal(5, Assert.Single(table.Entries).Identity.Pid);
        Assert.Equal(1, table.UnreadableCount);
    }

    [Fact]
    public void Tree_without_proc_is_unavailable_with_the_reason()
    {
        using ProcessTable table = new(_tree.Root);
        table.Refresh(ProcessDetails.Threads);
        Assert.Empty(table.Entries);
        Assert.Equal("/proc", table.Unavailability!.What);
    }

    [Fact]
    public void Details_are_read_at_first_sight_and_then_only_where_cpu_time_changed()
    {
        AddProcess(5, "a", user: 10);
        _tree.Write("/proc/5/schedstat", "100 200 3\n");
        using ProcessTable table = new(_tree.Root);
        table.Refresh(ProcessDetails.SchedStat);
        Assert.Equal((100ul, 200ul), (table.Entries[0].OnCpuNanoseconds, table.Entries[0].RunDelayNanoseconds));
        _tree.Write("/proc/5/schedstat", "101 201 4\n");
        table.Refresh(ProcessDetails.SchedStat);
        Assert.Equal(200ul, table.Entries[0].RunDelayNanoseconds);
        table.Refresh(ProcessDetails.SchedStat | ProcessDetails.Always);
        Assert.Equal(201ul, table.Entries[0].RunDelayNanoseconds);
        _tree.Write("/proc/5/schedstat", "102 202 5\n");
        AddProcess(5, "a", user: 11);
        table.Refresh(ProcessDetails.SchedStat);
        Assert.Equal((201ul, 202ul), (table.Entries[0].Previous.RunDelayNanoseconds, table.Entries[0].Current.RunDelayNanoseconds));
    }

    [Fact]
    public void Detail_asked_for_later_is_read_although_no_cpu_time_changed()
    {
        AddProcess(5, "a");
        _tree.Write("/proc/5/io", "rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: 5\nwrite_bytes: 6\ncancelled_write_bytes: 7\n");
        using ProcessTable table = new(_tree.Root);
        table.Refresh(ProcessDetails.None);
        Assert.Null(table.Entries[0].ReadBytes);
        table.Refresh(ProcessDetails.Io);
        Assert.Equal((5ul, 6ul, 7ul), (table.Entries[0].ReadBytes, table.Entries[0].WriteBytes, table.Entries[0].CancelledWriteBytes));
    }

    [Fact]
    public void Detail_whose_file_is_missing_is_null()
    {
        AddProcess(5, "a");
        using ProcessTable table = new(_tree.Root);
        table.Refresh(
            ProcessDetails.SchedStat | ProcessDetails.Status | ProcessDetails.Io | ProcessDetails.FileDescriptorCount | ProcessDetails.Smaps);
        ProcessEntry entry = table.Entries[0];
        Assert.Equal((null, null, null), (entry.RunDelayNanoseconds, entry.VoluntaryContextSwitches, entry.ReadBytes));
        Assert.Equal((null, null, null), (entry.FileDescriptorCount, entry.Current.ProportionalSetKibibytes, entry.Current.UserId));
    }

    [Fact]
    public void Descriptors_of_a_recorded_process_are_counted()
    {
        AddProcess(5, "a");
        _tree.Link("/proc/5/fd/0", "/dev/null").Link("/proc/5/fd/1", "pipe:[1]").Link("/proc/self/fd/0", "x");
        using ProcessTable table = new(_tree.Root);
        table.Refresh(ProcessDetails.FileDescriptorCount);
        Assert.Equal(2, table.Entries[0].FileDescriptorCount);
    }

    [Fact]
    public void Named_pipe_in_the_place_of_a_file_does_not_stop_the_sampling()
    {
        AddProcess(5, "a");
        _tree.MakeDirectory("/proc/6");
        using System.Diagnostics.Process maker = System.Diagnostics.Process.Start("mkfifo",
            [$"{_tree.Directory}/proc/6/stat", $"{_tree.Directory}/proc/5/schedstat"]);
        maker.WaitForExit();
        using ProcessTable table = new(_tree.Root);
        table.Refresh(ProcessDetails.SchedStat);
        Assert.Equal(5, Assert.Single(table.Entries).Identity.Pid);
        Assert.False(new ProcessStatus().Load(_tree.Root, 6));
        Assert.Null(_tree.Root.ReadNumber("/proc/6/stat"));
    }

    [Fact]
    public void Threads_of_a_process_come_and_go_and_are_told_apart_by_start_time()
    {
        AddProcess(5, "main", threads: 2);
        AddThread(5, 5, "main", 1000).AddThread(5, 8, "worker", 1100);
        using ProcessTable table = new(_tree.Root);
        table.Refresh(ProcessDetails.Threads);
        ThreadEntry worker = table.Entries[0].Threads[1];
        Assert.Equal(("worker", 8, false), (worker.Comm, worker.Tid, worker.HasPrevious));
        AddThread(5, 7, "added", 1200);
        table.Refresh(ProcessDetails.Threads);
        Assert.Equal([5, 7, 8], table.Entries[0].Threads.Select(t => t.Tid));
        Assert.Same(worker, table.Entries[0].Threads[2]);
        Assert.True(worker.HasPrevious);
        _tree.Remove("/proc/5/task/7");
        AddThread(5, 8, "reused", 1300);
        table.Refresh(ProcessDetails.Threads);
        Assert.Equal([5, 8], table.Entries[0].Threads.Select(t => t.Tid));
        Assert.Equal(("reused", false), (table.Entries[0].Threads[1].Comm, table.Entries[0].Threads[1].HasPrevious));
    }

    [Fact]
    public void Single_thread_has_the_values_of_its_process_until_there_is_a_second_one()
    {
        AddProcess(5, "main", user: 500);
        using ProcessTable table = new(_tree.Root);
        table.Refresh(ProcessDetails.Threads);
        ThreadEntry only = Assert.Single(table.Entries[0].Threads);
        Assert.Equal((5, 500ul), (only.Tid, only.Current.Stat.UserTicks));
        // The process's time includes ended threads, so that the main thread's own must not be subtracted from it.
        AddProcess(5, "main", user: 510, threads: 2);
        AddThread(5, 5, "main", 1000, user: 20).AddThread(5, 6, "second", 1100);
        table.Refresh(ProcessDetails.Threads);
        Assert.Equal((20ul, false), (only.Current.Stat.UserTicks, only.HasPrevious));
        table.Refresh(ProcessDetails.Threads);
        Assert.True(only.HasPrevious);
    }

    [Fact]
    public void Uninterruptible_threads_are_found_in_single_and_multi_threaded_processes()
    {
        AddProcess(5, "single", state: 'D').AddProcess(6, "idle").AddProcess(7, "many", threads: 2);
        AddThread(7, 7, "many", 1000).AddThread(7, 9, "writer", 1000, state: 'D');
        _tree.Write("/proc/5/wchan", "io_schedule").Write("/proc/7/task/9/wchan", "0");
        using ProcessTable table = new(_tree.Root);
        table.Refresh(ProcessDetails.None);
        List<BlockedTask> found = [];
        table.FindUninterruptible(found);
        Assert.Equal(2, found.Count);
        Assert.Equal((5, "single", "io_schedule"), (found[0].Tid, found[0].ThreadName, found[0].WaitChannel));
        Assert.Equal((7, "many", 9, "writer", null), (found[1].Process.Pid, found[1].ProcessName, found[1].Tid, found[1].ThreadName,
            found[1].WaitChannel));
    }

    [Fact]
    public void Second_tree_is_the_next_sample_of_the_same_processes()
    {
        AddProcess(5, "a", user: 10).AddProcess(6, "gone");
        using TemporaryTree second = new();
        second.Write("/proc/5/stat", StatLine.Of(5, "a", user: 30)).Write("/proc/9/stat", StatLine.Of(9, "new"));
        using ProcessTable table = new(_tree.Root);
        table.Refresh(ProcessDetails.None);
        table.SwitchRoot(second.Root);
        table.Refresh(ProcessDetails.None);
        Assert.Equal((10ul, 30ul), (table.Entries[0].Previous.Stat.UserTicks, table.Entries[0].Current.Stat.UserTicks));
        Assert.Equal([5, 9], table.Entries.Select(e => e.Identity.Pid));
        Assert.Equal(6, Assert.Single(table.Exited).Identity.Pid);
    }

    private ProcessTableTests AddProcess(int pid, string comm, ulong start = 1000, ulong user = 10, char state = 'S', int threads = 1)
    {
        _tree.Write($"/proc/{pid}/stat", StatLine.Of(pid, comm, state, start, user, threads: threads));
        return this;
    }

    private ProcessTableTests AddThread(int pid, int tid, string comm, ulong start, ulong user = 10, char state = 'S')
    {
        _tree.Write($"/proc/{pid}/task/{tid}/stat", StatLine.Of(tid, comm, state, start, user));
        return this;
    }
}

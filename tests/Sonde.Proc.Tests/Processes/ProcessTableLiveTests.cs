using System.Diagnostics;
using System.Net.Sockets;
using Sonde.Linux;
using Sonde.Proc.Processes;
using Sonde.Testing;

namespace Sonde.Proc.Tests.Processes;

/// <summary>The table over this machine, checked against what the kernel tells by other ways.</summary>
public class ProcessTableLiveTests
{
    private const ProcessDetails Everything = ProcessDetails.SchedStat | ProcessDetails.Status | ProcessDetails.Io | ProcessDetails.Threads
        | ProcessDetails.FileDescriptorCount | ProcessDetails.Smaps;

    [Fact]
    public void Own_cpu_ticks_are_the_time_that_the_clock_measures()
    {
        using ProcessTable table = new(LinuxRoot.Live);
        TimeSpan before = Clock.ProcessCpu;
        table.Refresh(ProcessDetails.None);
        while (Clock.ProcessCpu - before < TimeSpan.FromSeconds(0.3))
            Thread.SpinWait(1000);
        TimeSpan low = Clock.ProcessCpu - before;
        table.Refresh(ProcessDetails.None);
        TimeSpan high = Clock.ProcessCpu - before;
        ProcessEntry own = table.Find(Environment.ProcessId)!;
        double seconds = (own.Current.Stat.CpuTicks - own.Previous.Stat.CpuTicks) / 100.0;
        Assert.InRange(seconds, low.TotalSeconds - 0.06, high.TotalSeconds + 0.06);
    }

    [Fact]
    public void Refresh_in_a_steady_state_allocates_nothing()
    {
        using ProcessTable table = new(LinuxRoot.Live);
        Assert.Equal(0, Allocation.SteadyStateBytes(() => table.Refresh(ProcessDetails.None)));
        Assert.InRange(table.Entries.Count, 10, int.MaxValue);
    }

    [Fact]
    public void Table_without_descriptors_to_keep_reads_the_same_and_allocates_nothing()
    {
        using ProcessTable kept = new(LinuxRoot.Live);
        using ProcessTable unkept = new(LinuxRoot.Live, descriptorBudget: 0);
        kept.Refresh(ProcessDetails.None);
        int before = DescriptorCount();
        unkept.Refresh(ProcessDetails.None);
        Assert.InRange(DescriptorCount(), 0, before + 8);
        HashSet<ProcessIdentity> common = [.. kept.Entries.Select(e => e.Identity).Intersect(unkept.Entries.Select(e => e.Identity))];
        Assert.InRange(common.Count, kept.Entries.Count * 8 / 10, kept.Entries.Count);
        Assert.Equal(0, Allocation.SteadyStateBytes(() => unkept.Refresh(ProcessDetails.None)));
    }

    [Fact]
    public void Descriptors_beyond_the_budget_are_not_kept()
    {
        using ProcessTable table = new(LinuxRoot.Live, descriptorBudget: 3);
        int before = DescriptorCount();
        table.Refresh(ProcessDetails.None);
        Assert.InRange(table.Entries.Count, 10, int.MaxValue);
        Assert.InRange(DescriptorCount() - before, 3, 8);
    }

    [Fact]
    public void Own_details_are_what_the_runtime_knows()
    {
        using ProcessTable table = new(LinuxRoot.Live);
        table.Refresh(Everything);
        ProcessEntry own = table.Find(Environment.ProcessId)!;
        Assert.Equal(own.Stat.ThreadCount, own.Threads.Count);
        Assert.Equal(Environment.ProcessId, own.Threads[0].Tid);
        Assert.NotNull(own.Current.UserId);
        Assert.True(own.OnCpuNanoseconds > 0);
        Assert.NotNull(own.VoluntaryContextSwitches);
        Assert.NotNull(own.ReadBytes);
        ulong residentKibibytes = own.Stat.ResidentPages * (ulong)Environment.SystemPageSize / 1024;
        Assert.InRange(own.Current.ProportionalSetKibibytes!.Value, residentKibibytes / 4, residentKibibytes * 2);
    }

    [Fact]
    public void Descriptor_count_follows_what_is_opened()
    {
        using ProcessTable table = new(LinuxRoot.Live);
        table.Refresh(ProcessDetails.FileDescriptorCount);
        table.Refresh(ProcessDetails.FileDescriptorCount);
        int before = table.Find(Environment.ProcessId)!.FileDescriptorCount!.Value;
        List<FileStream> files = [];
        for (int i = 0; i < 200; i++)
            files.Add(new FileStream("/dev/null", FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        table.Refresh(ProcessDetails.FileDescriptorCount);
        int after = table.Find(Environment.ProcessId)!.FileDescriptorCount!.Value;
        files.ForEach(f => f.Dispose());
        // Other tests of this process open and close files meanwhile.
        Assert.InRange(after - before, 100, 300);
    }

    [Fact]
    public void Thread_that_burns_cpu_is_found_by_name()
    {
        using ProcessTable table = new(LinuxRoot.Live);
        using CancellationTokenSource stop = new();
        Thread burner = new(() =>
        {
            while (!stop.IsCancellationRequested)
                Thread.SpinWait(1000);
        })
        { Name = "sonde-burner" };
        burner.Start();
        table.Refresh(ProcessDetails.Threads | ProcessDetails.SchedStat);
        Clock.Wait(TimeSpan.FromSeconds(0.3), CancellationToken.None);
        table.Refresh(ProcessDetails.Threads | ProcessDetails.SchedStat);
        stop.Cancel();
        burner.Join();
        ThreadEntry found = Assert.Single(table.Find(Environment.ProcessId)!.Threads, t => t.Comm == "sonde-burner");
        Assert.True(found.HasPrevious);
        Assert.InRange((found.Current.OnCpuNanoseconds - found.Previous.OnCpuNanoseconds)!.Value, 1ul, 1_000_000_000ul);
        Assert.True(found.Current.Stat.CpuTicks > found.Previous.Stat.CpuTicks);
    }

    [Fact]
    public void Processes_that_end_while_they_are_read_cause_no_error()
    {
        using Process spawner = Process.Start(new ProcessStartInfo("sh", ["-c", "while :; do /bin/true & /bin/true & wait; done"]))!;
        try
        {
            using ProcessTable table = new(LinuxRoot.Live);
            int exited = 0;
            for (int i = 0; i < 300; i++)
            {
                table.Refresh(i % 3 == 0 ? Everything & ~ProcessDetails.Smaps : ProcessDetails.None);
                exited += table.Exited.Count;
                Assert.Equal(0, table.UnreadableCount);
                for (int e = 1; e < table.Entries.Count; e++)
                    Assert.True(table.Entries[e - 1].Identity.Pid < table.Entries[e].Identity.Pid);
            }

            Assert.InRange(exited, 1, int.MaxValue);
        }
        finally
        {
            spawner.Kill();
            spawner.WaitForExit();
        }
    }

    [Fact]
    public void Descriptors_of_ended_processes_are_closed()
    {
        using ProcessTable table = new(LinuxRoot.Live);
        table.Refresh(ProcessDetails.Threads);
        int before = DescriptorCount();
        for (int i = 0; i < 10; i++)
        {
            using Process child = Process.Start(new ProcessStartInfo("sleep", "100"))!;
            table.Refresh(ProcessDetails.Threads);
            Assert.NotNull(table.Find(child.Id));
            child.Kill();
            child.WaitForExit();
            table.Refresh(ProcessDetails.Threads);
            Assert.Null(table.Find(child.Id));
            Assert.Contains(table.Exited, e => e.Identity.Pid == child.Id);
        }

        table.Refresh(ProcessDetails.Threads);
        Assert.InRange(DescriptorCount(), 0, before + 6);
    }

    [Fact]
    public void Io_of_a_process_is_what_it_wrote()
    {
        string path = Path.Combine(AppContext.BaseDirectory, $"io-{Environment.ProcessId}.tmp");
        using ProcessTable table = new(LinuxRoot.Live);
        table.Refresh(ProcessDetails.Io | ProcessDetails.Always);
        try
        {
            using (FileStream file = File.Create(path))
            {
                file.Write(new byte[8 << 20]);
                file.Flush(flushToDisk: true);
            }

            table.Refresh(ProcessDetails.Io | ProcessDetails.Always);
        }
        finally
        {
            File.Delete(path);
        }

        ProcessEntry own = table.Find(Environment.ProcessId)!;
        Assert.InRange((own.Current.WriteBytes - own.Previous.WriteBytes)!.Value, 8ul << 20, 64ul << 20);
    }

    [Fact]
    public void Holder_of_a_socket_is_this_process()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        ProcessDescriptors descriptors = new();
        Assert.True(descriptors.Load(LinuxRoot.Live, Environment.ProcessId));
        OpenDescriptor own = descriptors.Descriptors.Single(d => d.Number == (int)socket.Handle);
        Assert.Equal(DescriptorKind.Socket, own.Kind);
        using SocketOwners owners = new(LinuxRoot.Live);
        owners.Find([own.Inode!.Value, 0, 18_000_000_000_000_000_000], TimeSpan.FromSeconds(30));
        Assert.Equal((Environment.ProcessId, own.Number), (owners[own.Inode.Value]!.Value.Process.Pid, owners[own.Inode.Value]!.Value.Descriptor));
        Assert.True(owners.IsComplete);
        Assert.Null(owners[18_000_000_000_000_000_000]);
    }

    private static int DescriptorCount()
    {
        ProcessDescriptors descriptors = new();
        Assert.True(descriptors.Load(LinuxRoot.Live, Environment.ProcessId, largestLinks: 0));
        return descriptors.Count;
    }
}

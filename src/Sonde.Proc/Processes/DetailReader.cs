using Sonde.Linux;

namespace Sonde.Proc.Processes;

/// <summary>Reads the files besides stat into the samples of processes and threads.</summary>
internal sealed class DetailReader(ProcessFiles files)
{
    private const ProcessDetails OnlyWhenChanged = ProcessDetails.SchedStat | ProcessDetails.Status | ProcessDetails.Io;

    private readonly ProcessStatus _status = new();
    private readonly ProcessIo _io = new();
    private readonly ProcessMemoryRollup _rollup = new();

    /// <summary>Which of <paramref name="asked"/> are due for a process that used no CPU since they were read last.</summary>
    /// <param name="asked">The details of the refresh.</param>
    /// <param name="alreadyRead">What earlier refreshes have read.</param>
    internal static ProcessDetails Unchanged(ProcessDetails asked, ProcessDetails alreadyRead)
    {
        if (asked.Includes(ProcessDetails.Always))
            return asked;
        ProcessDetails carriedOver = OnlyWhenChanged & alreadyRead;
        return asked & ~(asked.Includes(ProcessDetails.AlwaysSchedStat) ? carriedOver & ~ProcessDetails.SchedStat : carriedOver);
    }

    /// <summary>Reads what is <paramref name="due"/> of a process. What cannot be read becomes null.</summary>
    internal void Read(ProcessEntry entry, ProcessDetails due)
    {
        int pid = entry.Identity.Pid;
        ref ProcessSample sample = ref entry.MutableCurrent;
        if (due.Includes(ProcessDetails.SchedStat))
            StoreSchedStat(files.Read(pid, "schedstat"u8, out ReadOnlySpan<byte> text), text, ref sample);
        if (due.Includes(ProcessDetails.Status))
            StoreStatus(files.Read(pid, "status"u8, out ReadOnlySpan<byte> text), text, ref sample);
        if (due.Includes(ProcessDetails.Io))
            StoreIo(files.Read(pid, "io"u8, out ReadOnlySpan<byte> text), text, ref sample);
        if (due.Includes(ProcessDetails.FileDescriptorCount))
            sample.FileDescriptorCount = files.CountDescriptors(pid, out int count).IsSuccess ? count : null;
        if (due.Includes(ProcessDetails.Smaps))
            StoreRollup(pid, ref sample);
    }

    /// <summary>Reads what is <paramref name="due"/> of one thread.</summary>
    internal void ReadThread(DirectoryListing tasks, ThreadEntry thread, ProcessDetails due)
    {
        ref ProcessSample sample = ref thread.MutableCurrent;
        if (due.Includes(ProcessDetails.SchedStat))
            StoreSchedStat(files.ReadTask(tasks, thread.Tid, "schedstat"u8, out ReadOnlySpan<byte> text), text, ref sample);
        if (due.Includes(ProcessDetails.Status))
            StoreStatus(files.ReadTask(tasks, thread.Tid, "status"u8, out ReadOnlySpan<byte> text), text, ref sample);
        if (due.Includes(ProcessDetails.Io))
            StoreIo(files.ReadTask(tasks, thread.Tid, "io"u8, out ReadOnlySpan<byte> text), text, ref sample);
    }

    private static void StoreSchedStat(Errno errno, ReadOnlySpan<byte> text, ref ProcessSample sample)
    {
        bool read = ProcessSchedStat.TryParse(text, out ProcessSchedStat values) && errno.IsSuccess;
        sample.OnCpuNanoseconds = read ? values.OnCpuNanoseconds : null;
        sample.RunDelayNanoseconds = read ? values.RunDelayNanoseconds : null;
        sample.TimeSlices = read ? values.TimeSlices : null;
    }

    private void StoreStatus(Errno errno, ReadOnlySpan<byte> text, ref ProcessSample sample)
    {
        bool read = errno.IsSuccess && _status.TryParse(text);
        sample.VoluntaryContextSwitches = read ? _status.VoluntaryContextSwitches : null;
        sample.NonVoluntaryContextSwitches = read ? _status.NonVoluntaryContextSwitches : null;
        sample.UserId = read ? _status.UserId : null;
        sample.SwapKibibytes = read ? _status.VmSwapKibibytes : null;
    }

    private void StoreIo(Errno errno, ReadOnlySpan<byte> text, ref ProcessSample sample)
    {
        bool read = errno.IsSuccess && _io.TryParse(text);
        sample.ReadBytes = read ? _io.ReadBytes : null;
        sample.WriteBytes = read ? _io.WriteBytes : null;
        sample.CancelledWriteBytes = read ? _io.CancelledWriteBytes : null;
    }

    private void StoreRollup(int pid, ref ProcessSample sample)
    {
        bool read = !sample.StatValues.IsKernelThread && files.Read(pid, "smaps_rollup"u8, out ReadOnlySpan<byte> text).IsSuccess
            && _rollup.TryParse(text);
        sample.ProportionalSetKibibytes = read ? _rollup.PssKibibytes : null;
        sample.UniqueSetKibibytes = read ? _rollup.UniqueKibibytes : null;
    }
}

using System.Globalization;
using System.Text;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Tests;

public sealed class KernelLogTests
{
    [Fact]
    public void What_a_program_writes_into_the_log_is_read_back()
    {
        SkipUnlessWritable();
        string mark = string.Create(CultureInfo.InvariantCulture, $"sonde test {Environment.ProcessId} {Environment.TickCount64}");
        using KernelLog log = Open();
        var earlier = new List<KernelLogRecord>();
        Assert.Equal(Errno.Success, log.ReadToEnd(earlier));
        Assert.Equal(Errno.TryAgain, log.ReadNext(out _));

        TimeSpan before = Clock.Monotonic;
        Write($"<12>{mark} \u001b[31m \\ ü");

        var added = new List<KernelLogRecord>();
        Assert.Equal(Errno.Success, log.ReadToEnd(added));
        KernelLogRecord record = Assert.Single(added, r => r.Text.Contains(mark, StringComparison.Ordinal));
        Assert.Equal($"{mark} \u001b[31m \\ ü", record.Text);
        Assert.Equal((KernelLogLevel.Warning, 1), (record.Level, record.Facility));
        Assert.Equal(before.TotalSeconds, record.SinceBoot.TotalSeconds, 2.0);
        Assert.DoesNotContain(earlier, r => r.Sequence >= record.Sequence);
    }

    [Fact]
    public void A_log_opened_at_its_end_gives_only_what_is_added()
    {
        SkipUnlessWritable();
        Assert.Equal(Errno.Success, KernelLog.TryOpenAtEnd(out KernelLog? log));
        using (log)
        {
            string mark = string.Create(CultureInfo.InvariantCulture, $"sonde end {Environment.ProcessId} {Environment.TickCount64}");
            Write($"<12>{mark}");
            var added = new List<KernelLogRecord>();
            Assert.Equal(Errno.Success, log!.ReadToEnd(added));

            // Others may write too, but the log of the whole boot is not among it.
            Assert.Contains(added, r => r.Text == mark);
            Assert.True(added.Count < 100);
        }
    }

    [Fact]
    public void Records_from_a_number_on_leave_the_earlier_ones_out()
    {
        SkipUnlessWritable();
        using KernelLog first = Open();
        var all = new List<KernelLogRecord>();
        Assert.Equal(Errno.Success, first.ReadToEnd(all));
        Assert.True(all.Count > 1);
        long middle = all[all.Count / 2].Sequence;

        using KernelLog second = Open();
        var later = new List<KernelLogRecord>();
        Assert.Equal(Errno.Success, second.ReadToEnd(later, middle));

        Assert.Equal(middle, later[0].Sequence);
        Assert.Equal(all[^1].Text, later[all.Count - (all.Count / 2) - 1].Text);
    }

    [Fact]
    public void Overwritten_records_are_counted_and_what_is_no_record_is_passed_over()
    {
        var reads = new Queue<(Errno Errno, string Bytes)>([
            (Errno.BrokenPipe, ""),
            (Errno.Success, "6,100,1,-;first"),
            (Errno.Success, "garbage"),
            (Errno.Success, "6,101,2,-;second"),
            (Errno.BrokenPipe, ""),
            (Errno.BrokenPipe, ""),
            (Errno.Success, "6,150,3,-;third"),
            (Errno.TryAgain, ""),
            (Errno.InputOutput, ""),
        ]);
        using var log = new KernelLog((Span<byte> buffer, out int length) =>
        {
            (Errno errno, string bytes) = reads.Dequeue();
            length = Encoding.ASCII.GetBytes(bytes, buffer);
            return errno;
        });
        var records = new List<KernelLogRecord>();

        Assert.Equal(Errno.Success, log.ReadToEnd(records));

        Assert.Equal(["first", "second", "third"], records.Select(r => r.Text));
        Assert.Equal(48, log.Overwritten);
        Assert.Equal(Errno.InputOutput, log.ReadToEnd(records));
        Assert.Empty(reads);
    }

    [Fact]
    public void A_log_that_may_not_be_read_says_what_is_needed()
    {
        Assert.Contains("CAP_SYSLOG", KernelLog.Remedy(Errno.OperationNotPermitted), StringComparison.Ordinal);
        Assert.Contains("dmesg_restrict", KernelLog.Remedy(Errno.AccessDenied), StringComparison.Ordinal);
        Assert.Contains("/dev/kmsg", KernelLog.Remedy(Errno.NoSuchEntry), StringComparison.Ordinal);
    }

    private static KernelLog Open()
    {
        Assert.Equal(Errno.Success, KernelLog.TryOpen(out KernelLog? log));
        return log!;
    }

    private static void Write(string line)
    {
        using FileStream device = OpenForWriting();

        // Without the line's end the kernel keeps the record open for a continuation, and shows it to nobody.
        device.Write(Encoding.UTF8.GetBytes(line + "\n"));
    }

    private static FileStream OpenForWriting() => new("/dev/kmsg", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    private static void SkipUnlessWritable()
    {
        if (!ProcessCapabilities.Self().Has(Capability.CAP_SYSLOG) || !ProcessCredentials.IsRoot)
            Assert.Skip("the kernel log can be read and written by root only");
        string setting = File.Exists("/proc/sys/kernel/printk_devkmsg") ? File.ReadAllText("/proc/sys/kernel/printk_devkmsg").Trim() : "on";
        if (setting == "off")
            Assert.Skip("kernel.printk_devkmsg=off: programs may not write into the log");
    }
}

using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Surveys;
using Sonde.Linux;
using Sonde.Proc;
using Sonde.Testing;
using Xunit;

namespace Sonde.Diagnosis.Tests.Surveys;

public class KernelLogSurveyorTests
{
    private const string Kill = "Out of memory: Killed process 7 (victim) total-vm:1kB, anon-rss:1kB";

    [Fact]
    public void What_was_written_since_the_window_began_is_in_it_whatever_its_clock_says()
    {
        // The log's clock may be minutes behind or ahead of the machine's after weeks.
        IReadOnlyList<KernelEvent> events = Select([Record(1, 5000), Record(2, 1), Record(3, 9999)], firstInWindow: 2, oldest: TimeSpan.FromSeconds(100), TimeSpan.Zero);

        Assert.Equal([false, true, true], events.Select(e => e.IsInWindow));
    }

    [Fact]
    public void What_is_older_than_the_recent_past_is_left_out() =>
        Assert.Empty(Select([Record(1, 99)], long.MaxValue, TimeSpan.FromSeconds(100), TimeSpan.Zero));

    [Fact]
    public void Time_in_suspension_is_added_because_the_log_does_not_count_it() =>
        Assert.Equal(TimeSpan.FromSeconds(3800), Select([Record(1, 200)], 1, TimeSpan.Zero, TimeSpan.FromHours(1))[0].At);

    [Fact]
    public void What_programs_write_is_not_believed() =>
        Assert.Empty(Select([Record(1, 200) with { Facility = 1 }], 1, TimeSpan.Zero, TimeSpan.Zero));

    [Fact]
    public void Of_a_flood_the_newest_are_kept()
    {
        IReadOnlyList<KernelEvent> events = Select(Enumerable.Range(0, 5000).Select(i => Record(i, i)), 0, TimeSpan.Zero, TimeSpan.Zero);

        Assert.Equal(256, events.Count);
        Assert.Equal(TimeSpan.FromSeconds(4999), events[^1].At);
    }

    [Fact]
    public void A_recorded_tree_has_no_log_and_says_so()
    {
        using TemporaryTree tree = new();
        using KernelLogSurveyor surveyor = new(tree.Root);
        surveyor.Begin();
        KernelLogSurvey survey = surveyor.End([]);

        Assert.Empty(survey.Events);
        Assert.Equal("a recorded tree has none", survey.Unavailability?.Because);
    }

    [Fact]
    public void The_live_log_is_read_and_forged_lines_in_it_are_not_believed()
    {
        Errno errno = KernelLog.TryOpen(out KernelLog? log);
        log?.Dispose();
        Assert.SkipUnless(errno.IsSuccess, $"/dev/kmsg: {errno}");
        using KernelLogSurveyor surveyor = new(LinuxRoot.Live);
        surveyor.Begin();
        string forged = $"Out of memory: Killed process 7 (forged-{Environment.TickCount64}) total-vm:1kB";
        try
        {
            File.WriteAllText("/dev/kmsg", $"<3>{forged}\n");
        }
        catch (UnauthorizedAccessException)
        {
            Assert.Skip("/dev/kmsg may not be written");
        }

        KernelLogSurvey survey = surveyor.End([]);

        Assert.Null(survey.Unavailability);
        Assert.DoesNotContain(survey.Events, e => e.Text == forged);
    }

    private static IReadOnlyList<KernelEvent> Select(IEnumerable<KernelLogRecord> records, long firstInWindow, TimeSpan oldest, TimeSpan suspended)
    {
        KernelEventSelection selection = new(firstInWindow, oldest, suspended);
        foreach (KernelLogRecord record in records)
            selection.Add(record);
        return selection.Events;
    }

    private static KernelLogRecord Record(long sequence, double seconds) =>
        new(KernelLogLevel.Error, 0, sequence, TimeSpan.FromSeconds(seconds), false, Kill);
}

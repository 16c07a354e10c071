using System.Text;
using Sonde.Proc.Processes;
using Sonde.Testing;

namespace Sonde.Proc.Tests.Processes;

public class ProcessStatTests
{
    [Fact]
    public void Stat_of_a_whole_line_has_every_field_of_the_manual()
    {
        ProcessStat stat = Parse(StatLine.Of(77, "nginx", 'R', start: 22, user: 14, system: 15, threads: 9));
        Assert.Equal(new ProcessIdentity(77, 22), stat.Identity);
        Assert.Equal("nginx", stat.Comm);
        Assert.Equal('R', stat.State);
        Assert.Equal((4, 5, 6, 34816), (stat.ParentPid, stat.ProcessGroup, stat.Session, stat.TerminalDevice));
        Assert.Equal((10ul, 11ul, 12ul, 13ul), (stat.MinorFaults, stat.ChildMinorFaults, stat.MajorFaults, stat.ChildMajorFaults));
        Assert.Equal((14ul, 15ul, 16ul, 17ul, 29ul), (stat.UserTicks, stat.SystemTicks, stat.ChildUserTicks, stat.ChildSystemTicks, stat.CpuTicks));
        Assert.Equal((20, -5, 9), (stat.Priority, stat.Nice, stat.ThreadCount));
        Assert.Equal((1048576ul, 24ul), (stat.VirtualSizeBytes, stat.ResidentPages));
        Assert.Equal((3, 40, 1), (stat.Processor, stat.RealTimePriority, stat.Policy));
        Assert.Equal((42ul, 43ul, 44ul), (stat.BlockIoDelayTicks, stat.GuestTicks, stat.ChildGuestTicks));
        Assert.False(stat.IsKernelThread);
    }

    [Theory]
    [InlineData("a) R 1 (b")]
    [InlineData("a b  c")]
    [InlineData(")")]
    [InlineData("(((")]
    [InlineData("")]
    [InlineData("\u001b[31mred\u001b]0;t\a")]
    [InlineData("line\\nbreak")]
    [InlineData("line\nbreak) S 1 2 3")]
    public void Command_with_any_characters_is_cut_at_the_last_parenthesis(string comm)
    {
        ProcessStat stat = Parse(StatLine.Of(5, comm, 'D'));
        Assert.Equal(comm, stat.Comm);
        Assert.Equal(('D', 4, 1000ul), (stat.State, stat.ParentPid, stat.StartTimeTicks));
    }

    [Fact]
    public void Command_that_is_not_utf8_is_shown_with_replacements_and_kept_as_bytes()
    {
        byte[] line = Encoding.Latin1.GetBytes(StatLine.Of(5, "caf\u00e9"));
        ProcessStat stat = default;
        Assert.True(ProcessStat.TryParse(line, ref stat));
        Assert.Equal("caf\ufffd", stat.Comm);
        Assert.Equal("caf\u00e9"u8.ToArray()[..3], stat.CommBytes[..3].ToArray());
        Assert.Equal(0xe9, stat.CommBytes[3]);
    }

    [Fact]
    public void Kernel_thread_is_told_by_its_flag() => Assert.True(Parse(StatLine.Of(2, "kthreadd", flags: 0x00208040)).IsKernelThread);

    [Fact]
    public void Negative_tick_counts_of_broken_kernels_become_zero()
    {
        ProcessStat stat = Parse(StatLine.Of(5, "x").Replace(" 16 17 20 -5 ", " -16 -17 20 -5 ", StringComparison.Ordinal));
        Assert.Equal((0ul, 0ul, -5), (stat.ChildUserTicks, stat.ChildSystemTicks, stat.Nice));
    }

    [Fact]
    public void Line_cut_before_its_44th_field_ends_is_refused_and_changes_nothing()
    {
        byte[] line = Encoding.UTF8.GetBytes(StatLine.Of(77, "a b"));
        int needed = line.AsSpan().IndexOf(" 44 "u8) + 4;
        for (int length = 0; length < line.Length; length++)
        {
            ProcessStat stat = Parse(StatLine.Of(1, "before"));
            bool parsed = ProcessStat.TryParse(line.AsSpan(0, length), ref stat);
            Assert.Equal(length >= needed, parsed);
            Assert.Equal(parsed ? "a b" : "before", stat.Comm);
            Assert.Equal(parsed ? 77 : 1, stat.Pid);
        }
    }

    [Fact]
    public void Damaged_line_never_throws()
    {
        int refused = 0;
        HostileText.Feed<KernelTextException>(Encoding.UTF8.GetBytes(StatLine.Of(77, "a) (b")), text =>
        {
            ProcessStat stat = default;
            refused += ProcessStat.TryParse(text, ref stat) ? 0 : 1;
        });
        Assert.InRange(refused, 100, int.MaxValue);
    }

    [Fact]
    public void Line_parsed_again_allocates_nothing()
    {
        byte[] line = Encoding.UTF8.GetBytes(StatLine.Of(77, "worker"));
        ProcessStat stat = default;
        bool parsed = true;
        Assert.Equal(0, Allocation.SteadyStateBytes(() => parsed &= ProcessStat.TryParse(line, ref stat)));
        Assert.True(parsed);
    }

    [Fact]
    public void Command_that_returns_to_an_earlier_name_has_that_name()
    {
        ProcessStat stat = Parse(StatLine.Of(5, "kworker/0:1-events"));
        Assert.True(ProcessStat.TryParse(Encoding.UTF8.GetBytes(StatLine.Of(5, "kworker/0:1")), ref stat));
        Assert.Equal("kworker/0:1", stat.Comm);
        Assert.True(ProcessStat.TryParse(Encoding.UTF8.GetBytes(StatLine.Of(5, "kworker/0:1-events")), ref stat));
        Assert.Equal("kworker/0:1-events", stat.Comm);
    }

    private static ProcessStat Parse(string line)
    {
        ProcessStat stat = default;
        Assert.True(ProcessStat.TryParse(Encoding.UTF8.GetBytes(line), ref stat));
        return stat;
    }
}

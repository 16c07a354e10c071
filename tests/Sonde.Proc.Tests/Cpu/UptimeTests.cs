using Sonde.Linux;
using Sonde.Proc.Cpu;

namespace Sonde.Proc.Tests.Cpu;

public class UptimeTests
{
    [Fact]
    public void Hundredths_are_exact()
    {
        Uptime uptime = Recorded.Parse<Uptime>("838.77 1609.25\n");
        Assert.Equal(TimeSpan.FromMilliseconds(838_770), uptime.SinceBoot);
        Assert.Equal(TimeSpan.FromMilliseconds(1_609_250), uptime.IdleSum);
    }

    [Fact]
    public void Idle_sum_beyond_what_a_time_span_holds_is_capped()
    {
        Uptime uptime = Recorded.Parse<Uptime>("1.00 99999999999999.00\n");
        Assert.Equal(TimeSpan.MaxValue, uptime.IdleSum);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12.5")]
    [InlineData("-1 2")]
    [InlineData("one two")]
    public void Text_of_another_form_is_refused(string text) => Recorded.Refusal<Uptime>(text);

    [Fact]
    public void Live_uptime_is_that_of_the_boot_clock()
    {
        // The file is cut to hundredths, so the clock read before may be up to one hundredth ahead of it.
        TimeSpan before = Clock.SinceBoot;
        Uptime uptime = Recorded.LoadLive<Uptime>(Uptime.Path);
        TimeSpan after = Clock.SinceBoot;
        Assert.InRange(uptime.SinceBoot, before - TimeSpan.FromMilliseconds(10), after);
    }
}

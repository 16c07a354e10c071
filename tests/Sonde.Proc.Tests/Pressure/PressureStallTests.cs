using Sonde.Proc.Pressure;

namespace Sonde.Proc.Tests.Pressure;

public class PressureStallTests
{
    [Fact]
    public void Recorded_text_gives_averages_and_totals()
    {
        PressureStall pressure = Recorded.Load<PressureStall>(Recorded.Linux61, PressureStall.IoPath);
        Assert.True(pressure.HasSome);
        Assert.Equal(new PressureLine(0, 0, 0, 6267), pressure.Some);
        Assert.Equal(5446UL, pressure.Full!.Value.TotalMicroseconds);
        Assert.Equal(TimeSpan.FromMicroseconds(5446), pressure.Full.Value.Total);
        Assert.Equal(new PressureLine(0.75, 0.60, 0.15, 715656), Recorded.Load<PressureStall>(Recorded.Linux61, PressureStall.CpuPath).Some);
    }

    [Fact]
    public void Cpu_of_an_old_kernel_has_no_full_line()
    {
        Assert.Null(Recorded.Parse<PressureStall>("some avg10=0.75 avg60=0.60 avg300=0.15 total=715656\n").Full);
    }

    [Fact]
    public void Interrupts_have_only_a_full_line()
    {
        PressureStall pressure = Recorded.Parse<PressureStall>("full avg10=1.00 avg60=2.00 avg300=3.00 total=4\n");
        Assert.False(pressure.HasSome);
        Assert.Equal(new PressureLine(1, 2, 3, 4), pressure.Full);
    }

    [Fact]
    public void Fields_in_another_order_and_new_ones_are_read_by_name()
    {
        PressureStall pressure = Recorded.Parse<PressureStall>("most avg10=9.00\nsome total=4 avg300=3.00 avg900=7.00 avg10=1.00 new avg60=2.00\n");
        Assert.Equal(new PressureLine(1, 2, 3, 4), pressure.Some);
    }

    [Theory]
    [InlineData("")]
    [InlineData("some\n")]
    [InlineData("some avg10=0.00 avg60=0.00 avg300=0.00\n")]
    [InlineData("some avg10=0.00 avg60=0.00 avg300=0.00 total=x\n")]
    [InlineData("some avg10=NaN avg60=0.00 avg300=0.00 total=0\n")]
    public void Text_of_another_form_is_refused(string text) => Recorded.Refusal<PressureStall>(text);

    [Fact]
    public void Total_beyond_what_a_time_span_holds_is_capped()
    {
        Assert.InRange(new PressureLine(0, 0, 0, ulong.MaxValue).Total, TimeSpan.MaxValue - TimeSpan.FromMicroseconds(1), TimeSpan.MaxValue);
    }
}

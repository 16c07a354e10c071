using Sonde.Proc.Cpu;

namespace Sonde.Proc.Tests.Cpu;

public class LoadAverageTests
{
    [Fact]
    public void Recorded_text_gives_its_figures()
    {
        LoadAverage load = Recorded.Load<LoadAverage>(Recorded.Linux61, LoadAverage.Path);
        Assert.Equal((0.06, 0.02, 0.00), (load.OneMinute, load.FiveMinutes, load.FifteenMinutes));
        Assert.Equal((1UL, 76UL, 177UL), (load.RunnableThreads, load.TotalThreads, load.LastProcessId));
    }

    [Fact]
    public void Very_high_load_is_read()
    {
        LoadAverage load = Recorded.Parse<LoadAverage>("12345.67 8000.01 99.99 11234/65000 4194303\n");
        Assert.Equal(12345.67, load.OneMinute);
        Assert.Equal((11234UL, 65000UL, 4194303UL), (load.RunnableThreads, load.TotalThreads, load.LastProcessId));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0.1 0.2")]
    [InlineData("0.1 0.2 x 1/2 3")]
    [InlineData("0.1 0.2 0.3 12 3")]
    [InlineData("0.1 0.2 0.3 1/ ")]
    [InlineData("NaN 0.2 0.3 1/2 3")]
    public void Text_of_another_form_is_refused(string text) => Recorded.Refusal<LoadAverage>(text);
}

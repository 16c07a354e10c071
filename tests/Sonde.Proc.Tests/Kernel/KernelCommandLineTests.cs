using Sonde.Proc.Kernel;

namespace Sonde.Proc.Tests.Kernel;

public class KernelCommandLineTests
{
    [Fact]
    public void Recorded_line_is_split_as_the_kernel_splits_it()
    {
        KernelCommandLine line = Recorded.Load<KernelCommandLine>(Recorded.Linux61, KernelCommandLine.Path);
        Assert.Equal("ttyS0,115200", line["console"]);
        Assert.Equal(2, line.Arguments.Count(argument => argument.Name == "console"));
        Assert.Equal("two words", line["lab.note"]);
        Assert.True(line.Contains("quiet"));
        Assert.Null(line["quiet"]);
        Assert.Equal("init words", line.InitArguments);
        Assert.False(line.Contains("init"));
    }

    [Theory]
    [InlineData("a=\"b c\" d", "a", "b c")]
    [InlineData("\"a=b c\" d", "a", "b c")]
    [InlineData("a=b\"c d\"e", "a", "b\"c d\"e")]
    [InlineData("a=", "a", "")]
    [InlineData("a=b=c", "a", "b=c")]
    [InlineData("a=\"never closed", "a", "never closed")]
    [InlineData("a=1 a=2", "a", "2")]
    [InlineData("intel_idle.max-cstate=0", "intel-idle.max_cstate", "0")]
    public void Value_is_found_by_name(string text, string name, string value) => Assert.Equal(value, Recorded.Parse<KernelCommandLine>(text)[name]);

    [Fact]
    public void Another_line_replaces_the_first()
    {
        KernelCommandLine line = new();
        line.Parse("a=1 -- x\n"u8);
        line.Parse("b=2\n"u8);
        Assert.Null(line["a"]);
        Assert.Equal(("2", "b=2", ""), (line["b"], line.Text, line.InitArguments));
    }
}

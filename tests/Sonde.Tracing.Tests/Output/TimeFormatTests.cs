using System.Text;
using Sonde.Testing;
using Sonde.Tracing.Output;

namespace Sonde.Tracing.Tests.Output;

public sealed class TimeFormatTests
{
    private const string Everything =
        "%Y %C %y %m %d %e %H %I %k %l %M %S %j %u %w %U %W %V %G %g %s %z %Z %n%t%% %a %A %b %B %h %p %P %c %D %x %F %T %X %R %r %EY %Od";

    [Theory]
    [InlineData(0)]
    [InlineData(951782400)]
    [InlineData(1104537599)]
    [InlineData(1230768000)]
    [InlineData(1700000000)]
    [InlineData(4102444799)]
    public void Every_conversion_is_what_date_writes(long seconds)
    {
        var expected = ProgramRun.Of("date", "-d", $"@{seconds}", $"+{Everything}").Checked().Output;
        Assert.Equal(expected, Text(Everything + "\n", seconds * 1_000_000_000));
    }

    [Fact]
    public void Microseconds_have_six_digits() => Assert.Equal("000123|999999", $"{Text("%f", 123_456)}|{Text("%f", -1)}");

    [Fact]
    public void Unknown_conversion_stays_as_it_is() => Assert.Equal("%q|%", Text("%q|%", 0));

    private static string Text(string format, long nanoseconds)
    {
        OutputBuffer output = new();
        TimeFormat.Append(output, format, nanoseconds);
        return Encoding.UTF8.GetString(output.Written);
    }
}

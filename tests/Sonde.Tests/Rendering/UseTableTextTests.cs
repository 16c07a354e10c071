using Sonde.Rendering;
using Sonde.Terminal;
using Sonde.Testing;

namespace Sonde.Tests.Rendering;

public sealed class UseTableTextTests
{
    [Theory]
    [InlineData("healthy", 80)]
    [InlineData("healthy", 40)]
    [InlineData("fsync-stall", 80)]
    [InlineData("fsync-stall", 120)]
    [InlineData("blind", 80)]
    [InlineData("hostile-names", 80)]
    public void Table_is_as_recorded(string name, int width)
    {
        TerminalPage page = new(new TerminalProfile { Width = width });
        UseTableText.Write(RecordedReport.Read(name), page);
        GoldenFile.Verify($"reports/{name}/use.{width}.txt", page.Written);
    }
}

using Sonde.Tracing.Syntax.Constants;

namespace Sonde.Tracing.Tests.Syntax.Constants;

public sealed class NameTablesTests
{
    [Theory]
    [InlineData(2, "ENOENT")]
    [InlineData(11, "EAGAIN")]
    [InlineData(133, "EHWPOISON")]
    [InlineData(512, "ERESTARTSYS")]
    [InlineData(0, null)]
    [InlineData(41, null)]
    [InlineData(-1, null)]
    [InlineData(9999, null)]
    public void Error_has_its_name(int number, string? expected) => Assert.Equal(expected, ErrorNames.Name(number));

    [Theory]
    [InlineData(1, "SIGHUP")]
    [InlineData(31, "SIGSYS")]
    [InlineData(32, "SIGRTMIN")]
    [InlineData(34, "SIGRTMIN+2")]
    [InlineData(64, "SIGRTMAX")]
    [InlineData(0, null)]
    [InlineData(65, null)]
    public void Signal_has_its_name(int number, string? expected) => Assert.Equal(expected, SignalNames.Name(number));

    [Theory]
    [InlineData("SIGKILL", 9)]
    [InlineData("kill", 9)]
    [InlineData("Usr1", 10)]
    [InlineData("SIGCLD", 17)]
    [InlineData("NOTHING", null)]
    [InlineData("", null)]
    public void Signal_is_found_by_its_name(string name, int? expected) => Assert.Equal(expected, SignalNames.Number(name));

    [Theory]
    [InlineData(SystemCallTable.X64, 0, "read")]
    [InlineData(SystemCallTable.X64, 59, "execve")]
    [InlineData(SystemCallTable.X64, 424, "pidfd_send_signal")]
    [InlineData(SystemCallTable.X64, 400, null)]
    [InlineData(SystemCallTable.X64, -1, null)]
    [InlineData(SystemCallTable.X64, long.MaxValue, null)]
    [InlineData(SystemCallTable.Arm64, 63, "read")]
    [InlineData(SystemCallTable.Arm64, 221, "execve")]
    public void System_call_has_its_name(SystemCallTable table, long number, string? expected) => Assert.Equal(expected, SystemCallNames.Name(table, number));

    [Fact]
    public void Each_system_call_is_found_by_its_name()
    {
        foreach (var (number, name) in SystemCallNames.All(SystemCallTable.X64))
            Assert.Equal(number, SystemCallNames.Number(SystemCallTable.X64, name));
        Assert.Null(SystemCallNames.Number(SystemCallTable.Arm64, "open"));
    }
}

namespace Sonde.Linux.Tests;

public sealed class TerminalDeviceTests
{
    [Fact]
    public void A_file_is_no_terminal_and_has_no_size()
    {
        using FileStream file = File.OpenRead("/dev/null");
        int descriptor = (int)file.SafeFileHandle.DangerousGetHandle();

        Assert.False(TerminalDevice.IsTerminal(descriptor));
        Assert.Equal(Errno.NotATerminal, TerminalDevice.TryGetSize(FileDescriptor.Borrow(descriptor), out _, out _));
    }

    [Fact]
    public void A_closed_descriptor_is_no_terminal() => Assert.False(TerminalDevice.IsTerminal(9999));

    [Fact]
    public void A_pseudo_terminal_is_a_terminal_whose_size_is_known()
    {
        if (!File.Exists("/dev/ptmx"))
            Assert.Skip("no /dev/ptmx: pseudo-terminals are not mounted here");
        using FileStream terminal = File.Open("/dev/ptmx", FileMode.Open, FileAccess.ReadWrite);
        int descriptor = (int)terminal.SafeFileHandle.DangerousGetHandle();

        Assert.True(TerminalDevice.IsTerminal(descriptor));
        // Nobody has told this terminal its size.
        Assert.Equal(Errno.Success, TerminalDevice.TryGetSize(FileDescriptor.Borrow(descriptor), out int columns, out int rows));
        Assert.Equal((0, 0), (columns, rows));
    }
}

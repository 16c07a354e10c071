using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Tests;

/// <summary>
/// A mount that hangs for real: a FUSE file system whose daemon never answers. It lives in a mount namespace of a child, which is this same
/// program turned into the victim by the module initializer, so that nobody else on the machine stumbles over it.
/// </summary>
public sealed partial class HungMountTests
{
    private const string ChildVariable = "SONDE_TEST_HUNG_MOUNT";

    [Fact]
    public async Task A_mount_that_hangs_neither_delays_others_nor_the_programs_end()
    {
        if (!ProcessCapabilities.Self().Has(Capability.CAP_SYS_ADMIN))
            Assert.Skip("mounting needs CAP_SYS_ADMIN");
        if (!File.Exists("/dev/fuse"))
            Assert.Skip("no /dev/fuse: this kernel has no FUSE to make a mount hang with");
        using var directory = new TemporaryDirectory();
        string[] arguments = ["--mount", Environment.ProcessPath!];
        var start = new ProcessStartInfo("unshare", arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[ChildVariable] = directory.FullPath;

        using Process child = Process.Start(start)!;
        Task<string> output = child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        bool hasEnded = child.WaitForExit(TimeSpan.FromSeconds(60));
        if (!hasEnded)
            child.Kill();

        Assert.True(hasEnded, "the hung mount kept the program from ending");
        Assert.Equal("first ETIMEDOUT\nagain ETIMEDOUT\nother OK\n", await output);
        Assert.Equal(0, child.ExitCode);
    }

    [ModuleInitializer]
    internal static void BecomeChild()
    {
        if (Environment.GetEnvironmentVariable(ChildVariable) is not string directory)
            return;
        using Stream output = StandardStream.Output();
        if (!TryMountHung(directory, out Errno errno))
        {
            Say(output, $"mount {errno}");
            Environment.Exit(1);
        }

        // A second time with all patience: it must not be asked again, and so not be waited for.
        Say(output, $"first {FileSystemStatistics.Query(directory, TimeSpan.FromMilliseconds(100), out _).Name}");
        Say(output, $"again {FileSystemStatistics.Query(directory, TimeSpan.FromHours(1), out _).Name}");
        Say(output, $"other {FileSystemStatistics.Query("/", TimeSpan.FromSeconds(30), out _).Name}");
        Environment.Exit(0);
    }

    private static unsafe bool TryMountHung(string directory, out Errno errno)
    {
        // The device stays open, unread, until the process ends.
        FileStream device = File.Open("/dev/fuse", FileMode.Open, FileAccess.ReadWrite);
        string options = string.Create(
            CultureInfo.InvariantCulture, $"fd={device.SafeFileHandle.DangerousGetHandle()},rootmode=40000,user_id=0,group_id=0");
        ReadOnlySpan<byte> targetPath = Encoding.UTF8.GetBytes(directory + '\0');
        ReadOnlySpan<byte> optionText = Encoding.UTF8.GetBytes(options + '\0');
        fixed (byte* source = "sonde-test\0"u8, type = "fuse\0"u8, target = targetPath, data = optionText)
            errno = mount(source, target, type, 0, data) == 0 ? Errno.Success : new Errno(Marshal.GetLastPInvokeError());
        return errno.IsSuccess;
    }

    private static void Say(Stream output, string line) => output.Write(Encoding.ASCII.GetBytes(line + "\n"));

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int mount(byte* source, byte* target, byte* type, nuint flags, byte* data);
}

using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Sonde.Linux.Tests;

/// <summary>
/// Runs code as user nobody, without any capability, on a thread of its own: the bare system call changes only the thread that makes it.
/// </summary>
internal static partial class Unprivileged
{
    private const int Nobody = 65534;

    public static void Run(Action action)
    {
        if (!ProcessCredentials.IsRoot)
            Assert.Skip("only root can become somebody else");
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                nint setresuid = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 147 : 117;
                Assert.Equal(0, syscall(setresuid, Nobody, Nobody, Nobody));
                action();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint syscall(nint number, nint argument1, nint argument2, nint argument3);
}

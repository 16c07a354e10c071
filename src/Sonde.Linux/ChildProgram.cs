using System.Runtime.InteropServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux;

/// <summary>
/// A program that is run in order to watch it. When it ends it stays a zombie until <see cref="Dispose"/>, so that the last sample still sees what it did. It has
/// Sonde's standard streams and environment, and goes on where Sonde ends before it. Source: posix_spawn(3), waitid(2).
/// </summary>
/// <param name="words">The program, looked up in PATH, and its arguments; at least one word.</param>
public sealed unsafe class ChildProgram(IReadOnlyList<string> words) : IDisposable
{
    // The types of both C libraries are smaller: posix_spawnattr_t has 336 bytes, siginfo_t and sigset_t have 128.
    private const int AttributesSize = 512;
    private const int SignalSetSize = 128;
    private const int SignalInformationSize = 128;

    // Not disposed of: the waiting thread may still cancel it after the end of the run.
    private readonly CancellationTokenSource _ended = new();

    /// <summary>The program as it was named.</summary>
    public string Name => words[0];

    /// <summary>Its process id; 0 before <see cref="TryStart"/>.</summary>
    public int Pid { get; private set; }

    /// <summary>Cancelled when it has ended.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Starts it.</summary>
    /// <returns>Why it cannot be started: ENOENT where there is no such program, EACCES where it is not executable.</returns>
    public Errno TryStart()
    {
        byte* attributes = stackalloc byte[AttributesSize];
        Errno errno = new(LibC.posix_spawnattr_init(attributes));
        if (!errno.IsSuccess)
            return errno;
        nint[] strings = [.. words.Select(Marshal.StringToCoTaskMemUTF8), 0];
        try
        {
            // The runtime ignores SIGPIPE, and a program inherits that.
            byte* defaults = stackalloc byte[SignalSetSize];
            new Span<byte>(defaults, SignalSetSize).Clear();
            defaults[(LibC.SIGPIPE - 1) / 8] = 1 << ((LibC.SIGPIPE - 1) % 8);
            errno = new Errno(LibC.posix_spawnattr_setsigdefault(attributes, defaults) | LibC.posix_spawnattr_setflags(attributes, LibC.POSIX_SPAWN_SETSIGDEF));
            if (!errno.IsSuccess)
                return errno;
            int pid;
            fixed (nint* arguments = strings)
                errno = new Errno(LibC.posix_spawnp(&pid, (byte*)strings[0], null, attributes, (byte**)arguments, Environment()));
            if (errno.IsSuccess)
                Pid = pid;
        }
        finally
        {
            _ = LibC.posix_spawnattr_destroy(attributes);
            foreach (nint text in strings)
                Marshal.FreeCoTaskMem(text);
        }

        if (errno.IsSuccess)
            new Thread(WaitForEnd) { IsBackground = true, Name = "child" }.Start();
        return errno;
    }

    /// <summary>Takes note of its end, if it has ended; one that still runs goes on.</summary>
    public void Dispose()
    {
        byte* information = stackalloc byte[SignalInformationSize];
        if (_ended.IsCancellationRequested)
            LibC.waitid(LibC.P_PID, Pid, information, LibC.WEXITED | LibC.WNOHANG);
    }

    // The C library's own variable, so that values that are not UTF-8 arrive as they are.
    private static byte** Environment() => *(byte***)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "environ");

    private void WaitForEnd()
    {
        byte* information = stackalloc byte[SignalInformationSize];
        // Any other failure means that there is nothing to wait for: where SIGCHLD is ignored, the kernel takes note of the end itself.
        while (LibC.waitid(LibC.P_PID, Pid, information, LibC.WEXITED | LibC.WNOWAIT) != 0 && Errno.Last() == Errno.Interrupted)
            Thread.Yield();
        _ended.Cancel();
    }
}

using System.Runtime.InteropServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux;

/// <summary>
/// Turns the first SIGINT, SIGTERM or SIGHUP into a cancelled <see cref="Token"/>, so that a measurement ends early and is still shown.
/// A second signal ends the process at once, unless it comes with the first: timeout(1) signals its child, and then the child's group. A signal that was ignored when the process began, as SIGHUP under nohup, stays ignored.
/// </summary>
public sealed class InterruptSignal : IDisposable
{
    private const int SIGHUP = 1;
    private const int SIGINT = 2;
    private const int SIGTERM = 15;

    // Far longer than a sender needs for both, far shorter than a person needs to press Ctrl-C again.
    private static readonly TimeSpan SameInterrupt = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _received;
    private TimeSpan _receivedAt;

    /// <summary>Starts listening.</summary>
    public InterruptSignal()
    {
        Listen(PosixSignal.SIGINT, SIGINT);
        Listen(PosixSignal.SIGTERM, SIGTERM);
        Listen(PosixSignal.SIGHUP, SIGHUP);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The number of the first signal, such as 2 for SIGINT; 0 where none came.</summary>
    public int Received => Volatile.Read(ref _received);

    /// <summary>The exit code that tells a shell about the signal: 128 plus its number; 0 where none came.</summary>
    public int ExitCode => Received == 0 ? 0 : 128 + Received;

    /// <summary>Stops listening; the signals have their default effect again.</summary>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();

        // The source is left to the collector: a handler may still be running on the runtime's signal thread.
    }

    private void Listen(PosixSignal signal, int number)
    {
        if (!IsIgnored(number))
            _registrations.Add(PosixSignalRegistration.Create(signal, context => Handle(context, number)));
    }

    private void Handle(PosixSignalContext context, int number)
    {
        lock (_registrations)
        {
            bool isFirst = _received == 0;
            if (isFirst)
                _receivedAt = Clock.Monotonic;
            // Left uncancelled, a signal has its default action: the second one kills.
            context.Cancel = isFirst || Clock.Monotonic - _receivedAt < SameInterrupt;
            if (!isFirst)
                return;
            Volatile.Write(ref _received, number);
        }

        _source.Cancel();
    }

    private static unsafe bool IsIgnored(int signal)
    {
        SigAction action;
        return LibC.sigaction(signal, null, &action) == 0 && action.sa_handler == LibC.SIG_IGN;
    }
}

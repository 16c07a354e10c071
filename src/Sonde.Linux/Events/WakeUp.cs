using Sonde.Linux.Abi;

namespace Sonde.Linux.Events;

/// <summary>Ends the wait of an <see cref="EventPoll"/> from another thread or a signal. Source: eventfd(2).</summary>
public sealed class WakeUp : IDisposable
{
    private WakeUp(FileDescriptor descriptor) => Descriptor = descriptor;

    /// <summary>What the poll waits for.</summary>
    public FileDescriptor Descriptor { get; }

    /// <summary>Opens one that is not raised.</summary>
    public static Errno TryCreate(out WakeUp? wakeUp)
    {
        wakeUp = null;
        int number = LibC.eventfd(0, LibC.EFD_CLOEXEC | LibC.EFD_NONBLOCK);
        if (number < 0)
            return Errno.Last();
        wakeUp = new WakeUp(FileDescriptor.Adopt(number));
        return Errno.Success;
    }

    /// <summary>Ends a wait, the present or else the next one.</summary>
    public Errno Raise() => Descriptor.Write([1, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>Lets waits last again.</summary>
    public void Lower()
    {
        Span<byte> count = stackalloc byte[8];
        // EAGAIN says that it was not raised, which is as well.
        _ = Descriptor.Read(count, out _);
    }

    /// <inheritdoc/>
    public void Dispose() => Descriptor.Dispose();
}

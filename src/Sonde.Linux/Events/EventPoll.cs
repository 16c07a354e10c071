using System.Buffers.Binary;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Events;

/// <summary>Waits until one of several descriptors can be read; allocates nothing while it waits. Source: epoll(7).</summary>
public sealed unsafe class EventPoll : IDisposable
{
    private const int MostAtOnce = 64;

    private readonly FileDescriptor _descriptor;

    private EventPoll(FileDescriptor descriptor) => _descriptor = descriptor;

    // struct epoll_event is packed on x86-64 alone.
    private static int EventSize => SyscallNumbers.IsArm64 ? 16 : 12;

    private static int DataOffset => SyscallNumbers.IsArm64 ? 8 : 4;

    /// <summary>Opens a poll without descriptors.</summary>
    public static Errno TryCreate(out EventPoll? poll)
    {
        poll = null;
        int number = LibC.epoll_create1(LibC.EPOLL_CLOEXEC);
        if (number < 0)
            return Errno.Last();
        poll = new EventPoll(FileDescriptor.Adopt(number));
        return Errno.Success;
    }

    /// <summary>Adds a descriptor that is reported as <paramref name="number"/>. EEXIST where it is there.</summary>
    public Errno Add(FileDescriptor added, ulong number)
    {
        byte* pollEvent = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(new Span<byte>(pollEvent, 4), LibC.EPOLLIN);
        BinaryPrimitives.WriteUInt64LittleEndian(new Span<byte>(pollEvent + DataOffset, 8), number);
        return LibC.epoll_ctl(_descriptor, LibC.EPOLL_CTL_ADD, added, pollEvent) < 0 ? Errno.Last() : Errno.Success;
    }

    /// <summary>Removes a descriptor. ENOENT where it is not there.</summary>
    public Errno Remove(FileDescriptor removed)
    {
        byte* unused = stackalloc byte[16];
        return LibC.epoll_ctl(_descriptor, LibC.EPOLL_CTL_DEL, removed, unused) < 0 ? Errno.Last() : Errno.Success;
    }

    /// <summary>Waits until a descriptor is ready.</summary>
    /// <param name="ready">Receives the numbers of those that are, at most 64 at once.</param>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="count">How many are ready; 0 when the time is over.</param>
    /// <returns>Success, or <see cref="Errno.Interrupted"/>, after which the caller decides whether to go on.</returns>
    public Errno Wait(Span<ulong> ready, TimeSpan timeout, out int count)
    {
        int most = Math.Min(ready.Length, MostAtOnce);
        byte* events = stackalloc byte[MostAtOnce * 16];
        int milliseconds = timeout == Timeout.InfiniteTimeSpan ? -1 : (int)Math.Clamp(Math.Ceiling(timeout.TotalMilliseconds), 0, int.MaxValue);
        int found = LibC.epoll_wait(_descriptor, events, most, milliseconds);
        count = Math.Max(found, 0);
        if (found < 0)
            return Errno.Last();
        for (int i = 0; i < found; i++)
            ready[i] = BinaryPrimitives.ReadUInt64LittleEndian(new ReadOnlySpan<byte>(events + (i * EventSize) + DataOffset, 8));
        return Errno.Success;
    }

    /// <inheritdoc/>
    public void Dispose() => _descriptor.Dispose();
}

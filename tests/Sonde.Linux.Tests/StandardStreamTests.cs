using System.IO.Pipes;

namespace Sonde.Linux.Tests;

public sealed class StandardStreamTests
{
    [Fact]
    public void Write_reaches_the_reader_before_it_returns()
    {
        using var reader = new AnonymousPipeServerStream(PipeDirection.In);
        using var stream = new StandardStream(FileDescriptor.Borrow((int)reader.ClientSafePipeHandle.DangerousGetHandle()));

        stream.Write("hello"u8);

        var buffer = new byte[16];
        Assert.Equal("hello"u8, buffer.AsSpan(0, reader.Read(buffer)));
    }

    [Fact]
    public void Write_after_the_reader_left_throws_closed_output()
    {
        using var reader = new AnonymousPipeServerStream(PipeDirection.In);
        int writer = (int)reader.ClientSafePipeHandle.DangerousGetHandle();
        using var stream = new StandardStream(FileDescriptor.Borrow(writer));
        reader.SafePipeHandle.Dispose();

        var exception = Assert.Throws<ClosedOutputException>(() => stream.Write("lost"u8));

        Assert.Equal(writer, exception.Descriptor);
    }

    [Fact]
    public void Write_to_a_full_device_names_call_and_error()
    {
        using FileStream full = File.OpenWrite("/dev/full");
        using var stream = new StandardStream(FileDescriptor.Borrow((int)full.SafeFileHandle.DangerousGetHandle()));

        var exception = Assert.Throws<LinuxException>(() => stream.Write("lost"u8));

        Assert.Equal("ENOSPC", exception.Errno.Name);
        Assert.Equal("write", exception.Call);
    }

    [Fact]
    public async Task Write_of_more_than_a_pipe_holds_waits_for_the_reader_although_the_pipe_does_not_block()
    {
        using var reader = new AnonymousPipeServerStream(PipeDirection.In);
        int writer = (int)reader.ClientSafePipeHandle.DangerousGetHandle();
        // Opening the same pipe anew gives a file description whose O_NONBLOCK is its own.
        Assert.True(NonBlockingPipe.TryReopen(writer, out FileDescriptor? nonBlocking));
        using FileDescriptor descriptor = nonBlocking!;
        using var stream = new StandardStream(descriptor);
        var sent = new byte[1 << 20];
        Random.Shared.NextBytes(sent);

        Task writing = Task.Run(() => stream.Write(sent), TestContext.Current.CancellationToken);
        var received = new byte[sent.Length];
        reader.ReadExactly(received);
        await writing;

        Assert.Equal(sent, received);
    }
}

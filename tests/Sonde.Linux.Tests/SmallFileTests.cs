using System.Text;

namespace Sonde.Linux.Tests;

public sealed class SmallFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FileDescriptor _descriptor;

    public SmallFileTests()
    {
        Assert.Equal(Errno.Success, FileDescriptor.TryOpen(_directory.FullPath, out FileDescriptor? descriptor, OpenKind.Directory));
        _descriptor = descriptor!;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_is_read_up_to_the_buffers_length(bool confined)
    {
        _directory.Write("file", "0123456789");

        Assert.Equal("0123456789", Read("file", confined, 16));
        Assert.Equal("0123", Read("file", confined, 4));
    }

    [Fact]
    public void A_confined_path_stays_within_its_directory()
    {
        _directory.Write("hostname", "inside");
        File.CreateSymbolicLink(Path.Combine(_directory.FullPath, "escape"), "/etc/hostname");

        Assert.Equal("inside", Read("../hostname", confined: true, 16));
        Assert.Equal("inside", Read("/hostname", confined: true, 16));
        Assert.Equal(Errno.NoSuchEntry, SmallFile.Read(_descriptor, "escape"u8, confined: true, new byte[16], out _));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_is_not_there_gives_its_error_and_leaks_no_descriptor(bool confined)
    {
        int before = Directory.GetFiles("/proc/self/fd").Length;
        for (int i = 0; i < 1000; i++)
            Assert.Equal(Errno.NoSuchEntry, SmallFile.Read(_descriptor, "nothing"u8, confined, new byte[16], out _));
        _directory.Write("file", "x");
        for (int i = 0; i < 1000; i++)
            Assert.Equal("x", Read("file", confined, 16));

        // Other tests open files meanwhile, but not a thousand.
        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length, 0, before + 500);
    }

    [Fact]
    public void A_link_is_read_as_bytes_and_cut_to_the_buffer()
    {
        File.CreateSymbolicLink(Path.Combine(_directory.FullPath, "link"), "socket:[123]");
        var buffer = new byte[64];

        Assert.Equal(Errno.Success, SmallFile.ReadLink(_descriptor, "link"u8, buffer, out int count));
        Assert.Equal("socket:[123]", Encoding.ASCII.GetString(buffer, 0, count));
        Assert.Equal(Errno.Success, SmallFile.ReadLink(_descriptor, "link"u8, buffer.AsSpan(0, 6), out count));
        Assert.Equal("socket", Encoding.ASCII.GetString(buffer, 0, count));
    }

    public void Dispose()
    {
        _descriptor.Dispose();
        _directory.Dispose();
    }

    private string Read(string path, bool confined, int length)
    {
        var buffer = new byte[length];
        Assert.Equal(Errno.Success, SmallFile.Read(_descriptor, Encoding.UTF8.GetBytes(path), confined, buffer, out int count));
        return Encoding.ASCII.GetString(buffer, 0, count);
    }
}

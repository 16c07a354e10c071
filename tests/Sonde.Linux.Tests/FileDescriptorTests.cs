using System.IO.Pipes;
using System.Text;

namespace Sonde.Linux.Tests;

public sealed class FileDescriptorTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Reading_at_an_offset_gives_the_bytes_there_and_zero_at_the_end()
    {
        using FileDescriptor file = Open(_directory.Write("file", "0123456789"));
        var buffer = new byte[4];

        Assert.Equal(Errno.Success, file.ReadAt(buffer, 3, out int count));
        Assert.Equal("3456", Encoding.ASCII.GetString(buffer, 0, count));
        Assert.Equal(Errno.Success, file.ReadAt(buffer, 8, out count));
        Assert.Equal("89", Encoding.ASCII.GetString(buffer, 0, count));
        Assert.Equal(Errno.Success, file.ReadAt(buffer, 10, out count));
        Assert.Equal(0, count);
    }

    [Fact]
    public void Reading_goes_on_where_it_ended()
    {
        using FileDescriptor file = Open(_directory.Write("file", "012345"));
        var buffer = new byte[4];

        Assert.Equal(Errno.Success, file.Read(buffer, out int first));
        Assert.Equal(Errno.Success, file.Read(buffer, out int second));
        Assert.Equal(Errno.Success, file.Read(buffer, out int third));

        Assert.Equal((4, 2, 0), (first, second, third));
    }

    [Fact]
    public void A_kernel_file_is_rendered_anew_from_offset_zero()
    {
        using FileDescriptor uptime = Open("/proc/uptime");
        var buffer = new byte[64];
        Assert.Equal(Errno.Success, uptime.ReadAt(buffer, 0, out int count));
        string first = Encoding.ASCII.GetString(buffer, 0, count);

        Assert.True(SpinWait.SpinUntil(
            () => uptime.ReadAt(buffer, 0, out count).IsSuccess && Encoding.ASCII.GetString(buffer, 0, count) != first, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void What_cannot_be_opened_gives_the_kernels_reason()
    {
        string file = _directory.Write("file", "");

        Assert.Equal(Errno.NoSuchEntry, FileDescriptor.TryOpen(file + "x", out FileDescriptor? descriptor));
        Assert.Null(descriptor);
        Assert.Equal("ENOTDIR", FileDescriptor.TryOpen(file, out _, OpenKind.Directory).Name);
        Assert.Equal("ENOTDIR", FileDescriptor.TryOpen(file + "/x", out _).Name);
        Assert.Equal("ENAMETOOLONG", FileDescriptor.TryOpen(new string('a', 5000), out _).Name);
        Assert.Equal("ENAMETOOLONG", FileDescriptor.TryOpen(new string('a', 300), out _).Name);
        Assert.True(FileDescriptor.TryOpen("/proc/2147483647/stat", out _).IsGone);
    }

    [Fact]
    public void A_path_is_resolved_from_the_given_directory()
    {
        _directory.Write("file", "inside");
        using FileDescriptor directory = Open(_directory.FullPath, OpenKind.Directory);

        Assert.Equal(Errno.Success, FileDescriptor.TryOpenAt(directory, "file"u8, out FileDescriptor? file));
        using (file)
            Assert.Equal("inside", Text(file!));
    }

    [Fact]
    public void A_root_cannot_be_left_by_dots_links_or_absolute_paths()
    {
        string secret = _directory.Write("secret", "outside");
        string root = Path.Combine(_directory.FullPath, "root");
        Directory.CreateDirectory(Path.Combine(root, "etc"));
        File.WriteAllText(Path.Combine(root, "etc", "name"), "inside");
        File.CreateSymbolicLink(Path.Combine(root, "absolute"), "/etc/name");
        File.CreateSymbolicLink(Path.Combine(root, "escape"), secret);
        using FileDescriptor directory = Open(root, OpenKind.Directory);

        foreach (string path in new[] { "etc/name", "/etc/name", "../etc/name", "../../../../etc/name", "absolute" })
        {
            Assert.Equal(Errno.Success, FileDescriptor.TryOpenInRoot(directory, Encoding.UTF8.GetBytes(path), out FileDescriptor? file));
            using (file)
                Assert.Equal("inside", Text(file!));
        }

        Assert.Equal(Errno.NoSuchEntry, FileDescriptor.TryOpenInRoot(directory, "escape"u8, out _));
        Assert.Equal(Errno.NoSuchEntry, FileDescriptor.TryOpenInRoot(directory, "../secret"u8, out _));
    }

    [Fact]
    public void A_links_target_is_read_whether_it_exists_or_not()
    {
        File.CreateSymbolicLink(Path.Combine(_directory.FullPath, "link"), "nowhere/ü");
        using FileDescriptor directory = Open(_directory.FullPath, OpenKind.Directory);

        Assert.Equal(Errno.Success, FileDescriptor.TryReadLink(directory, "link"u8, out string target));
        Assert.Equal("nowhere/ü", target);
        Assert.Equal(Errno.InvalidArgument, FileDescriptor.TryReadLink(null, Encoding.UTF8.GetBytes(_directory.Write("file", "")), out _));
    }

    [Fact]
    public void Waiting_for_input_ends_with_it_or_with_the_time()
    {
        using var reader = new AnonymousPipeServerStream(PipeDirection.In);
        using FileDescriptor input = FileDescriptor.Borrow((int)reader.SafePipeHandle.DangerousGetHandle());
        using FileDescriptor output = FileDescriptor.Borrow((int)reader.ClientSafePipeHandle.DangerousGetHandle());

        Assert.Equal(Errno.TimedOut, input.WaitReadable(TimeSpan.FromMilliseconds(1)));
        Assert.Equal(Errno.Success, output.Write("x"u8));
        Assert.Equal(Errno.Success, input.WaitReadable(Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void A_borrowed_descriptor_stays_open_and_an_adopted_one_does_not()
    {
        using FileDescriptor file = Open(_directory.Write("file", "kept"));
        FileDescriptor.Borrow(file.Number).Dispose();
        Assert.Equal("kept", Text(file));

        FileDescriptor.Adopt(file.Number).Dispose();
        Assert.Equal("EBADF", file.ReadAt(new byte[1], 0, out _).Name);
        file.SetHandleAsInvalid();
    }

    public void Dispose() => _directory.Dispose();

    private static FileDescriptor Open(string path, OpenKind kind = OpenKind.File)
    {
        Assert.Equal(Errno.Success, FileDescriptor.TryOpen(path, out FileDescriptor? descriptor, kind));
        return descriptor!;
    }

    private static string Text(FileDescriptor file)
    {
        var buffer = new byte[256];
        Assert.Equal(Errno.Success, file.ReadAt(buffer, 0, out int count));
        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}

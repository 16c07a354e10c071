namespace Sonde.Linux.Tests;

public sealed class ErrnoTests
{
    [Fact]
    public void An_error_is_shown_as_sentence_and_symbol()
    {
        Assert.Equal("No such file or directory (ENOENT)", Errno.NoSuchEntry.ToString());
        Assert.Equal("EOPNOTSUPP", Errno.NotSupported.Name);
        Assert.Equal("errno 524", new Errno(524).Name);
    }

    [Fact]
    public void Gone_and_forbidden_are_told_apart()
    {
        Errno[] gone = [Errno.NoSuchEntry, Errno.NoSuchProcess, new Errno(19), new Errno(6)];
        Assert.All(gone, e => Assert.True(e.IsGone && !e.IsPermission && !e.IsSuccess));
        Assert.All([Errno.OperationNotPermitted, Errno.AccessDenied], e => Assert.True(e.IsPermission && !e.IsGone && !e.IsSuccess));
        Assert.True(Errno.Success is { IsSuccess: true, IsGone: false, IsPermission: false });
    }

    [Fact]
    public void An_exception_names_call_object_and_error()
    {
        var exception = new LinuxException("openat", "/proc/1/io", Errno.AccessDenied);

        Assert.Equal("openat /proc/1/io: Permission denied (EACCES)", exception.Message);
        Assert.Equal(("openat", "/proc/1/io", Errno.AccessDenied), (exception.Call, exception.Subject, exception.Errno));
    }
}

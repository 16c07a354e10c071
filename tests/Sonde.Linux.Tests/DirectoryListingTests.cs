using System.Globalization;
using Sonde.Testing;

namespace Sonde.Linux.Tests;

public sealed class DirectoryListingTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Numbers_are_the_names_made_of_digits_alone()
    {
        foreach (string name in new[] { "1", "42", "007", "4194304", "999999999", "4294967296", "self", "1a", "-1", " 1", "x1" })
            _directory.Write(name, "");
        using DirectoryListing listing = Open();
        var numbers = new List<int> { 5 };

        Assert.Equal(Errno.Success, listing.ListNumbers(numbers));

        Assert.Equal([1, 7, 42, 4194304, 999999999], numbers.Order());
    }

    [Fact]
    public void More_names_than_one_buffer_holds_are_listed_once_each_and_again()
    {
        const int count = 3000;
        for (int i = 0; i < count; i++)
            _directory.Write(string.Create(CultureInfo.InvariantCulture, $"name-of-some-length-{i}"), "");
        using DirectoryListing listing = Open();
        var names = new List<string>();

        for (int round = 0; round < 2; round++)
        {
            Assert.Equal(Errno.Success, listing.ListNames(names));
            Assert.Equal(count, names.Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(count, names.Count);
            Assert.Equal(Errno.Success, listing.Count(out int counted));
            Assert.Equal(count, counted);
        }
    }

    [Fact]
    public void Directories_are_told_from_files()
    {
        _directory.Write("file", "");
        Directory.CreateDirectory(Path.Combine(_directory.FullPath, "directory"));
        using DirectoryListing listing = Open();
        var names = new List<string>();

        Assert.Equal(Errno.Success, listing.ListDirectories(names));

        Assert.Equal(["directory"], names);
    }

    [Fact]
    public void A_directory_that_is_gone_lists_nothing()
    {
        string path = Path.Combine(_directory.FullPath, "short-lived");
        Directory.CreateDirectory(path);
        Assert.Equal(Errno.Success, FileDescriptor.TryOpen(path, out FileDescriptor? descriptor, OpenKind.Directory));
        using var listing = new DirectoryListing(descriptor!);
        Directory.Delete(path);
        var names = new List<string> { "before" };

        Assert.True(listing.ListNames(names).IsGone);
        Assert.Empty(names);
    }

    [Fact]
    public void Listing_processes_finds_this_one_and_allocates_nothing()
    {
        Assert.Equal(Errno.Success, FileDescriptor.TryOpen("/proc", out FileDescriptor? descriptor, OpenKind.Directory));
        using var listing = new DirectoryListing(descriptor!);
        var numbers = new List<int>(65536);

        Assert.Equal(Errno.Success, listing.ListNumbers(numbers));

        Assert.Contains(Environment.ProcessId, numbers);
        Assert.Equal(0, Allocation.SteadyStateBytes(() => listing.ListNumbers(numbers)));
    }

    public void Dispose() => _directory.Dispose();

    private DirectoryListing Open()
    {
        Assert.Equal(Errno.Success, FileDescriptor.TryOpen(_directory.FullPath, out FileDescriptor? descriptor, OpenKind.Directory));
        return new DirectoryListing(descriptor!);
    }
}

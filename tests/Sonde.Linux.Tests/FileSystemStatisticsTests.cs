using System.Globalization;
using Sonde.Testing;

namespace Sonde.Linux.Tests;

public sealed class FileSystemStatisticsTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("/")]
    [InlineData("/proc")]
    [InlineData("/dev/shm")]
    [InlineData("/sys")]
    public void Figures_are_those_of_stat(string path)
    {
        if (!Directory.Exists(path))
            Assert.Skip($"no {path} here");
        // %t type, %S block size, %b blocks, %c inodes
        ulong[] expected = [.. Stat(path, "%t %S %b %c").Split(' ').Select((text, index) =>
            ulong.Parse(text, index == 0 ? NumberStyles.HexNumber : NumberStyles.None, CultureInfo.InvariantCulture))];

        Assert.Equal(Errno.Success, FileSystemStatistics.Query(path, Ample, out FileSystemStatistics statistics));

        Assert.Equal(expected, new[] { (ulong)statistics.Type, (ulong)statistics.BlockSize, statistics.Blocks, statistics.Files });
        Assert.True(statistics.Available <= statistics.Free && statistics.Free <= statistics.Blocks);
        Assert.True(statistics.FilesFree <= statistics.Files);
        Assert.False(statistics.IsReadOnly);
    }

    [Fact]
    public void Free_space_moves_with_a_file_that_grows()
    {
        if (!Directory.Exists("/dev/shm"))
            Assert.Skip("no /dev/shm here");
        const int size = 64 << 20;
        string path = $"/dev/shm/sonde-statfs-{Environment.ProcessId}";
        Assert.Equal(Errno.Success, FileSystemStatistics.Query("/dev/shm", Ample, out FileSystemStatistics before));
        try
        {
            using (FileStream file = File.Create(path))
                file.Write(new byte[size]);
            Assert.Equal(Errno.Success, FileSystemStatistics.Query("/dev/shm", Ample, out FileSystemStatistics after));

            double grown = ((double)before.Free - after.Free) * before.BlockSize;
            Assert.InRange(grown, size * 0.75, size * 1.25);
            Assert.InRange((long)(before.FilesFree - after.FilesFree), -8, 8);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_read_only_mount_says_so()
    {
        string? mount = File.ReadLines("/proc/self/mounts").Select(l => l.Split(' ')).FirstOrDefault(f => f[3].Split(',').Contains("ro"))?[1];
        if (mount is null)
            Assert.Skip("no read-only mount here");

        Assert.Equal(Errno.Success, FileSystemStatistics.Query(mount, Ample, out FileSystemStatistics statistics));

        Assert.True(statistics.IsReadOnly);
    }

    [Fact]
    public void A_path_that_is_not_there_gives_its_error() =>
        Assert.Equal(Errno.NoSuchEntry, FileSystemStatistics.Query("/no/such/path", Ample, out _));

    private static string Stat(string path, string format) => ProgramRun.Of("stat", "-f", "-c", format, path).Checked().Output.Trim();
}

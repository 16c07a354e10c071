using Sonde.Testing;

namespace Sonde.Proc.Tests;

/// <summary>What holds for every system-wide snapshot: it reads this machine, survives damage, and costs no memory once warm.</summary>
public class SystemSnapshotTests
{
    public static TheoryData<string> Paths() => [.. SystemSnapshots.All().Select(row => row.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Snapshot_of_the_live_file_is_available(string path)
    {
        KernelSnapshot snapshot = LoadLive(path, out _);
        Assert.True(snapshot.IsAvailable, snapshot.Unavailability?.ToString());
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Snapshot_of_damaged_text_fails_only_as_its_format(string path)
    {
        KernelSnapshot snapshot = LoadLive(path, out byte[] text);
        HostileText.Feed<KernelTextException>(text, input => snapshot.Parse(input), mutations: 500);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Snapshot_parsed_again_allocates_nothing(string path)
    {
        KernelSnapshot snapshot = LoadLive(path, out byte[] text);
        Assert.Equal(0, Allocation.SteadyStateBytes(() => snapshot.Parse(text)));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Snapshot_loaded_again_from_the_live_file_allocates_nothing(string path)
    {
        KernelSnapshot snapshot = LoadLive(path, out _);
        using KernelFile file = new(LinuxRoot.Live, path);
        Assert.Equal(0, Allocation.SteadyStateBytes(() => snapshot.Load(file)));
    }

    private static KernelSnapshot LoadLive(string path, out byte[] text)
    {
        KernelSnapshot snapshot = SystemSnapshots.All().First(row => row.Path == path).Snapshot;
        using KernelFile file = new(LinuxRoot.Live, path);
        if (!file.TryRead(out ReadOnlySpan<byte> read, out Unavailability? reason))
            Assert.Skip(reason!.ToString());
        text = read.ToArray();
        snapshot.Load(file);
        return snapshot;
    }
}

using Sonde.Testing;

namespace Sonde.Proc.Tests;

/// <summary>What holds for every system-wide snapshot: it reads this machine and recorded ones, survives damage, and costs no memory once warm.</summary>
public class SystemSnapshotTests
{
    private const string Live = "live";

    /// <summary>Each snapshot with each text there is for it: this machine's, and those of the recorded machines.</summary>
    public static TheoryData<string, string> Texts()
    {
        TheoryData<string, string> texts = [];
        foreach ((string path, _) in SystemSnapshots.All())
        {
            texts.Add(Live, path);
            foreach (string name in Recorded.Cases.Where(name => Recorded.Has(name, path)))
                texts.Add(name, path);
        }

        return texts;
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Snapshot_loaded_from_its_file_is_available(string machine, string path)
    {
        using LinuxRoot root = Root(machine);
        using KernelFile file = Open(root, path, out _);
        KernelSnapshot snapshot = Create(path);
        Assert.True(snapshot.Load(file), snapshot.Unavailability?.ToString());
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Snapshot_of_damaged_text_fails_only_as_its_format(string machine, string path)
    {
        using LinuxRoot root = Root(machine);
        using KernelFile file = Open(root, path, out byte[] text);
        KernelSnapshot snapshot = Create(path);
        HostileText.Feed<KernelTextException>(text, input => snapshot.Parse(input), mutations: 500);
        snapshot.Parse(text);
        Assert.True(snapshot.Load(file));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Snapshot_loaded_again_allocates_nothing(string machine, string path)
    {
        using LinuxRoot root = Root(machine);
        using KernelFile file = Open(root, path, out _);
        KernelSnapshot snapshot = Create(path);
        Assert.Equal(0, Allocation.SteadyStateBytes(() => snapshot.Load(file)));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Snapshot_marked_unavailable_is_available_again_after_a_load(string machine, string path)
    {
        using LinuxRoot root = Root(machine);
        using KernelFile file = Open(root, path, out _);
        KernelSnapshot snapshot = Create(path);
        snapshot.MarkUnavailable(new Unavailability(path, "the test says so", ""));
        Assert.False(snapshot.IsAvailable);
        Assert.True(snapshot.Load(file));
        Assert.True(snapshot.IsAvailable);
    }

    private static LinuxRoot Root(string machine) => machine == Live ? LinuxRoot.Live : LinuxRoot.Recorded(TestData.PathOf($"proc/{machine}"));

    private static KernelFile Open(LinuxRoot root, string path, out byte[] text)
    {
        KernelFile file = new(root, path);
        if (!file.TryRead(out ReadOnlySpan<byte> read, out Unavailability? reason))
            Assert.Skip(reason!.ToString());
        text = read.ToArray();
        return file;
    }

    private static KernelSnapshot Create(string path) => SystemSnapshots.All().First(row => row.Path == path).Snapshot;
}

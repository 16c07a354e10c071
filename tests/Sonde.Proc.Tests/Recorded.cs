using System.Text;
using Sonde.Testing;

namespace Sonde.Proc.Tests;

/// <summary>Snapshots of recorded and of hand-made texts.</summary>
internal static class Recorded
{
    /// <summary>Linux 6.18, 2 CPUs, one node.</summary>
    public const string Linux618 = "virtual-machine-6.18";

    /// <summary>Linux 6.1, 4 CPUs of which number 2 is offline, two nodes.</summary>
    public const string Linux61 = "debian-6.1-two-nodes-one-cpu-offline";

    /// <summary>Linux 6.12, the same machine.</summary>
    public const string Linux612 = "debian-6.12-one-cpu-offline";

    /// <summary>The cases under testdata/proc that hold files of the whole system.</summary>
    public static readonly string[] Cases = [Linux618, Linux61, Linux612];

    public static T Load<T>(string name, string path)
        where T : KernelSnapshot, new()
    {
        T snapshot = new();
        snapshot.Parse(Text(name, path));
        return snapshot;
    }

    public static T Parse<T>(string text)
        where T : KernelSnapshot, new()
    {
        T snapshot = new();
        snapshot.Parse(Encoding.UTF8.GetBytes(text));
        return snapshot;
    }

    /// <summary>Why <paramref name="text"/> is refused; a text that is taken fails the test.</summary>
    public static string Refusal<T>(string text)
        where T : KernelSnapshot, new() => Assert.Throws<KernelTextException>(() => Parse<T>(text)).Message;

    public static byte[] Text(string name, string path) => TestData.Read($"proc/{name}{path}");

    public static bool Has(string name, string path) => File.Exists(TestData.PathOf($"proc/{name}{path}"));

    public static T LoadLive<T>(string path)
        where T : KernelSnapshot, new()
    {
        T snapshot = new();
        using KernelFile file = new(LinuxRoot.Live, path);
        if (!snapshot.Load(file))
            Assert.Skip(snapshot.Unavailability!.ToString());
        return snapshot;
    }
}

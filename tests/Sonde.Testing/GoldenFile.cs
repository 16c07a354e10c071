using System.Text;

namespace Sonde.Testing;

/// <summary>
/// Compares output with a recorded file under testdata/. A difference fails with a unified diff and leaves the output beside the file as NAME.received;
/// SONDE_UPDATE_GOLDEN=1 rewrites the file, and the test still fails that once, so that nobody runs with it by mistake.
/// </summary>
public static class GoldenFile
{
    private const int LongestDiff = 60;

    /// <summary>Compares text with the file at <paramref name="path"/>, relative to testdata/.</summary>
    public static void Verify(string path, string text) => Verify(path, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Verify(string, string)"/>
    public static void Verify(string path, ReadOnlySpan<byte> text)
    {
        string file = TestData.PathOf(path);
        string received = file + ".received";
        byte[]? expected = File.Exists(file) ? File.ReadAllBytes(file) : null;
        if (expected is not null && text.SequenceEqual(expected))
        {
            File.Delete(received);
            return;
        }

        string diff = UnifiedDiff.Of(Lines(expected ?? []), Lines(text), LongestDiff);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (Environment.GetEnvironmentVariable("SONDE_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllBytes(file, text);
            File.Delete(received);
            throw new GoldenFileException($"{path} was rewritten; look at it, then run again without SONDE_UPDATE_GOLDEN.\n{diff}");
        }

        File.WriteAllBytes(received, text);
        throw new GoldenFileException($"{path} {(expected is null ? "does not exist" : "differs")}; the output is in {received}. SONDE_UPDATE_GOLDEN=1 accepts it.\n{diff}");
    }

    private static string[] Lines(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text).Split('\n');
}

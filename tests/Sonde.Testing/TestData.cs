namespace Sonde.Testing;

/// <summary>The recorded files under testdata/ of the source tree that the tests were built from.</summary>
public static class TestData
{
    /// <summary>The absolute path of testdata/<paramref name="relative"/>.</summary>
    public static string PathOf(string relative) => Path.Combine(SourceTree.Root, "testdata", relative);

    /// <summary>The bytes of testdata/<paramref name="relative"/>.</summary>
    public static byte[] Read(string relative) => File.ReadAllBytes(PathOf(relative));
}

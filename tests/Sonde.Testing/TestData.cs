namespace Sonde.Testing;

/// <summary>The recorded files under testdata/ of the source tree that the tests were built from.</summary>
public static class TestData
{
    private static readonly string Directory = Find();

    /// <summary>The absolute path of testdata/<paramref name="relative"/>.</summary>
    public static string PathOf(string relative) => Path.Combine(Directory, relative);

    /// <summary>The bytes of testdata/<paramref name="relative"/>.</summary>
    public static byte[] Read(string relative) => File.ReadAllBytes(PathOf(relative));

    private static string Find()
    {
        for (string? directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "Sonde.slnx")))
                return Path.Combine(directory, "testdata");
        }

        throw new InvalidOperationException($"no source tree above {AppContext.BaseDirectory}");
    }
}

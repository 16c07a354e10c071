namespace Sonde.Testing;

/// <summary>The source tree that the tests were built from.</summary>
public static class SourceTree
{
    /// <summary>The absolute path of the tree.</summary>
    public static string Root { get; } = Find();

    /// <summary>The absolute path of <paramref name="relative"/> in the tree.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string Find()
    {
        for (string? directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "Sonde.slnx")))
                return directory;
        }

        throw new InvalidOperationException($"no source tree above {AppContext.BaseDirectory}");
    }
}

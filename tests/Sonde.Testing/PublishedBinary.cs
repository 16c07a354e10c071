namespace Sonde.Testing;

/// <summary>The release binary that eng/publish makes; SONDE_BINARY names another one.</summary>
public static class PublishedBinary
{
    /// <summary>Where it is, or should be.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("SONDE_BINARY") is { Length: > 0 } path ? path : SourceTree.PathOf("artifacts/publish/sonde");

    /// <summary>Why there is none; null where there is one.</summary>
    public static string? Missing => File.Exists(Path) ? null : $"no {Path}; make it with eng/publish";
}

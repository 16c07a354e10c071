namespace Sonde.Linux.Tests;

/// <summary>A directory that is deleted at the end of a test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("sonde-test-").FullName;

    public string Write(string name, string text)
    {
        string path = Path.Combine(FullPath, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}

using Sonde.Proc;

namespace Sonde.Testing;

/// <summary>A tree of files made by a test, to be read as a recorded machine. Deleted with the object.</summary>
public sealed class TemporaryTree : IDisposable
{
    private LinuxRoot? _root;

    /// <summary>Creates an empty tree.</summary>
    public TemporaryTree() => Directory = System.IO.Directory.CreateTempSubdirectory("sonde-tree-").FullName;

    /// <summary>The tree's directory.</summary>
    public string Directory { get; }

    /// <summary>The tree as a root.</summary>
    public LinuxRoot Root => _root ??= LinuxRoot.Recorded(Directory);

    /// <summary>Writes a file; its directories are made.</summary>
    /// <param name="path">The path as on the machine, such as /proc/1/stat.</param>
    /// <param name="text">The content.</param>
    public TemporaryTree Write(string path, string text)
    {
        string file = Place(path);
        File.WriteAllText(file, text);
        return this;
    }

    /// <summary>Writes a file of any bytes.</summary>
    public TemporaryTree Write(string path, byte[] bytes)
    {
        File.WriteAllBytes(Place(path), bytes);
        return this;
    }

    /// <summary>Makes an empty directory.</summary>
    public TemporaryTree MakeDirectory(string path)
    {
        System.IO.Directory.CreateDirectory(Directory + path);
        return this;
    }

    /// <summary>Makes a symbolic link, which may dangle.</summary>
    public TemporaryTree Link(string path, string target)
    {
        File.CreateSymbolicLink(Place(path), target);
        return this;
    }

    /// <summary>Removes a file or directory.</summary>
    public TemporaryTree Remove(string path)
    {
        if (System.IO.Directory.Exists(Directory + path))
            System.IO.Directory.Delete(Directory + path, recursive: true);
        else
            File.Delete(Directory + path);
        return this;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _root?.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private string Place(string path)
    {
        string file = Directory + path;
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }
}

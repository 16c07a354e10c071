using Sonde.Binary.Elf;
using Sonde.Linux;

namespace Sonde.Symbols.Files;

/// <summary>
/// Finds the separate file that has the symbols of a stripped one, where GDB looks too: by build id below /usr/lib/debug/.build-id, and by the name in
/// .gnu_debuglink beside the file and below /usr/lib/debug. A file is taken only if its build id or its checksum fits.
/// </summary>
internal static class DebugFiles
{
    private const string Directory = "/usr/lib/debug";
    private const int Piece = 1 << 20;

    /// <summary>The symbols of the separate file; null where there is none that fits.</summary>
    /// <param name="file">The stripped file.</param>
    /// <param name="path">Its path.</param>
    /// <param name="trees">Where to look, first the process's own files.</param>
    internal static ElfSymbolTable? Find(ElfFile file, string path, ReadOnlySpan<FileTree> trees)
    {
        string? buildId = file.BuildId;
        ElfDebugLink? link = file.DebugLink;
        foreach (FileTree tree in trees)
        {
            if (buildId is { Length: > 2 } && Open(tree, $"{Directory}/.build-id/{buildId[..2]}/{buildId[2..]}.debug", buildId, null) is { } byId)
                return byId;
            if (link is not { } wanted || wanted.FileName.Contains('/', StringComparison.Ordinal))
                continue;
            string folder = path[..Math.Max(path.LastIndexOf('/'), 0)];
            foreach (string candidate in (string[])[$"{folder}/{wanted.FileName}", $"{folder}/.debug/{wanted.FileName}", $"{Directory}{folder}/{wanted.FileName}"])
            {
                if (candidate != path && Open(tree, candidate, buildId, wanted.Checksum) is { } byName)
                    return byName;
            }
        }

        return null;
    }

    private static ElfSymbolTable? Open(FileTree tree, string path, string? buildId, uint? checksum)
    {
        if (!tree.TryOpen(path, out FileDescriptor? descriptor, out FileStatus status).IsSuccess)
            return null;
        using FileSource source = new(descriptor!, status.Size);
        try
        {
            ElfFile file = ElfFile.Parse(source);
            bool fits = buildId is not null && file.BuildId is { } own ? own == buildId : checksum is not null && Checksum(source) == checksum;
            return fits && file.HasStaticSymbols ? file.Symbols : null;
        }
        catch (ElfFormatException)
        {
            // A damaged file of symbols is as good as none.
            return null;
        }
    }

    private static uint Checksum(FileSource source)
    {
        uint checksum = 0;
        for (long offset = 0; offset < source.Length; offset += Piece)
            checksum = ElfChecksum.Continue(checksum, source.Read(offset, Piece).Span);
        return checksum;
    }
}

using Sonde.Binary;
using Sonde.Linux;
using Sonde.Proc;
using Sonde.Symbols.Files;

namespace Sonde.Symbols.Processes;

/// <summary>
/// The programs and libraries whose symbols were read, by file (device and inode) and by build id, so that the many processes that map a library, also
/// from the layers of several containers, share one table.
/// </summary>
internal sealed class ModuleCache : IDisposable
{
    private const int MostModules = 512;
    private const int LargestVdso = 1 << 20;

    private readonly LinuxRoot _root;
    private readonly FileTree _machine;
    private readonly Dictionary<ModuleKey, SymbolFile?> _modules = [];
    private readonly Dictionary<string, SymbolFile> _byBuildId = [];

    internal ModuleCache(LinuxRoot root)
    {
        _root = root;
        _machine = new FileTree(root);
    }

    internal FileTree Machine => _machine;

    /// <summary>The module that a mapping shows; null where it cannot be read or is no ELF file.</summary>
    internal SymbolFile? Find(ProcessView process, ProcessMapping mapping)
    {
        ModuleKey key = ModuleKey.Of(mapping);
        if (_modules.TryGetValue(key, out SymbolFile? module))
            return module;
        if (_modules.Count >= MostModules)
        {
            _modules.Clear();
            _byBuildId.Clear();
        }

        module = mapping.IsFile ? OpenFile(process, mapping) : mapping.Path == "[vdso]" ? OpenVdso(process, mapping) : null;
        // What cannot be read of a process that has ended may still be readable of another one.
        if (module is not null || !process.HasExited)
            _modules[key] = module;
        return module;
    }

    /// <inheritdoc/>
    public void Dispose() => _machine.Dispose();

    private SymbolFile? OpenFile(ProcessView process, ProcessMapping mapping)
    {
        FileDescriptor? descriptor = Open(process, mapping, out FileStatus status);
        if (descriptor is null)
            return null;
        ReadOnlySpan<FileTree> debugTrees = process.Files.IsForeign ? [process.Files, _machine] : [_machine];
        SymbolFile? module = SymbolFile.TryRead(new FileSource(descriptor, status.Size), mapping.FilePath, out _, debugTrees);
        if (module is null)
            return null;
        if (BuildIdOf(module) is { } buildId)
        {
            if (_byBuildId.TryGetValue(buildId, out SymbolFile? same))
            {
                module.Dispose();
                return same;
            }

            _byBuildId[buildId] = module;
        }

        module.LoadAndClose();
        return module;
    }

    private static string? BuildIdOf(SymbolFile module)
    {
        try
        {
            return module.Elf.BuildId;
        }
        catch (Sonde.Binary.Elf.ElfFormatException)
        {
            return null;
        }
    }

    // The paths are tried first, since map_files needs CAP_CHECKPOINT_RESTORE. File systems of layers tell other numbers in maps than in stat, so that a
    // file that does not fit is second choice, not none.
    private FileDescriptor? Open(ProcessView process, ProcessMapping mapping, out FileStatus status)
    {
        FileDescriptor? second = null;
        FileStatus secondStatus = default;
        foreach ((FileTree tree, string path) in process.PlacesOf(mapping.FilePath))
        {
            if (!tree.TryOpen(path, out FileDescriptor? descriptor, out status).IsSuccess)
                continue;
            if (status.Inode == mapping.Inode && status.DeviceMajor == mapping.DeviceMajor && status.DeviceMinor == mapping.DeviceMinor)
            {
                second?.Dispose();
                return descriptor;
            }

            if (second is null && !mapping.IsDeleted && tree == process.Files)
                (second, secondStatus) = (descriptor, status);
            else
                descriptor!.Dispose();
        }

        string link = $"/proc/{process.Pid}/map_files/{mapping.Start:x}-{mapping.End:x}";
        if (!process.HasExited && _machine.TryOpen(link, out FileDescriptor? byMapping, out status).IsSuccess)
        {
            second?.Dispose();
            return byMapping;
        }

        status = secondStatus;
        return second;
    }

    // The kernel puts the same small library into every process of one width.
    private SymbolFile? OpenVdso(ProcessView process, ProcessMapping mapping)
    {
        ulong size = mapping.End - mapping.Start;
        if (size > LargestVdso || !_root.TryOpen($"/proc/{process.Pid}/mem", out FileDescriptor? memory).IsSuccess)
            return null;
        using (memory)
        {
            byte[] bytes = new byte[size];
            return memory!.ReadAt(bytes, (long)mapping.Start, out int count).IsSuccess
                ? SymbolFile.TryRead(BinarySource.Of(bytes.AsMemory(0, count)), mapping.Path, out _)
                : null;
        }
    }
}

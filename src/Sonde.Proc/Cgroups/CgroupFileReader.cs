using Sonde.Linux;

namespace Sonde.Proc.Cgroups;

/// <summary>Reads the files of groups into one buffer and decides whose descriptors are kept.</summary>
internal sealed class CgroupFileReader(LinuxRoot root, int descriptorBudget)
{
    private const int LargestText = 4 * 1024 * 1024;
    private byte[] _text = new byte[8192];
    private int _descriptorBudget = root.IsLive ? descriptorBudget : 0;

    /// <summary>The names of memory.stat, learned once for all groups; its values are only of the group that was read last.</summary>
    internal NamedCounters MemoryStatistics { get; } = new();

    /// <summary>True once a kept descriptor was found dead: its group was removed, and maybe made anew under the same name.</summary>
    internal bool FoundDeadDescriptor { get; set; }

    /// <summary>Reads the whole text, valid until the next read; false where there is none.</summary>
    internal bool TryRead(CgroupFile? file, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (file is null || file.IsMissing)
            return false;
        if (file.Descriptor is not null)
        {
            if (TryReadAll(file.Descriptor, out text))
                return true;
            Close(file);
            FoundDeadDescriptor = true;
        }

        if (!root.TryOpen(file.Path, out FileDescriptor? descriptor).IsSuccess)
        {
            file.IsMissing = true;
            return false;
        }

        bool read = TryReadAll(descriptor!, out text);
        if (read && _descriptorBudget > 0)
        {
            file.Descriptor = descriptor;
            _descriptorBudget--;
        }
        else
        {
            descriptor!.Dispose();
        }

        file.IsMissing = !read;
        return read;
    }

    /// <summary>The one number in a file; null where there is none, or where it is the word max.</summary>
    internal ulong? ReadNumber(CgroupFile? file) =>
        TryRead(file, out ReadOnlySpan<byte> text) && TextScanner.TryParseUInt64(text.TrimEnd((byte)'\n'), out ulong number) ? number : null;

    /// <summary>Closes a kept descriptor.</summary>
    internal void Close(CgroupFile? file)
    {
        if (file?.Descriptor is null)
            return;
        file.Descriptor.Dispose();
        file.Descriptor = null;
        _descriptorBudget++;
    }

    private bool TryReadAll(FileDescriptor descriptor, out ReadOnlySpan<byte> text)
    {
        text = default;
        int length = 0;
        while (true)
        {
            if (length == _text.Length)
            {
                if (length >= LargestText)
                    return false;
                Array.Resize(ref _text, length * 2);
            }

            if (!descriptor.ReadAt(_text.AsSpan(length), length, out int count).IsSuccess)
                return false;
            if (count == 0)
                break;
            length += count;
        }

        text = _text.AsSpan(0, length);
        return true;
    }
}

using System.Text;

namespace Sonde.Proc.Processes;

/// <summary>One open descriptor of a process.</summary>
/// <param name="Number">The descriptor.</param>
/// <param name="Kind">What it refers to.</param>
/// <param name="Target">The link's text: a path, socket:[4711], anon_inode:[eventpoll]. Raw.</param>
/// <param name="Inode">The inode of a socket, pipe or namespace; null for others.</param>
public readonly record struct OpenDescriptor(int Number, DescriptorKind Kind, string Target, ulong? Inode)
{
    private const string DeletedSuffix = " (deleted)";

    /// <summary>Tells what a link's text means.</summary>
    internal static OpenDescriptor FromLink(int number, ReadOnlySpan<byte> link)
    {
        ulong? inode = TryReadInode(link, out ulong value) ? value : null;
        string target = Encoding.UTF8.GetString(link);
        return new OpenDescriptor(number, Classify(link, target), target, inode);
    }

    /// <summary>The inode of socket:[4711] and its like.</summary>
    internal static bool TryReadInode(ReadOnlySpan<byte> link, out ulong inode)
    {
        inode = 0;
        int bracket = link.IndexOf(":["u8);
        return !link.StartsWith("/"u8) && bracket > 0 && link.EndsWith("]"u8) && TextScanner.TryParseUInt64(link[(bracket + 2)..^1], out inode);
    }

    /// <summary>True for socket:[...].</summary>
    internal static bool IsSocket(ReadOnlySpan<byte> link) => link.StartsWith("socket:["u8);

    private static DescriptorKind Classify(ReadOnlySpan<byte> link, string target)
    {
        if (IsSocket(link))
            return DescriptorKind.Socket;
        if (link.StartsWith("pipe:["u8))
            return DescriptorKind.Pipe;
        if (link.StartsWith("anon_inode:"u8))
            return DescriptorKind.KernelObject;
        if (link.StartsWith("/memfd:"u8) || link.StartsWith("/SYSV"u8) || link.StartsWith("/dev/zero (deleted)"u8))
            return DescriptorKind.Memory;
        if (link.StartsWith("/"u8))
            return target.EndsWith(DeletedSuffix, StringComparison.Ordinal) ? DescriptorKind.DeletedFile : DescriptorKind.Path;
        return link.Contains((byte)'[') ? DescriptorKind.Namespace : DescriptorKind.Other;
    }
}

using System.Text;

namespace Sonde.Proc.Processes;

/// <summary>
/// A command name as the kernel's bytes and, once asked for, as text. Immutable, and shared by the processes of one name, so that thousands
/// of processes keep a handful of names and parsing an unchanged one allocates nothing.
/// </summary>
internal sealed class CommandName
{
    private const int SharedNames = 512;

    // Direct-mapped: a collision replaces the older name, whose holders keep it. Reference writes are atomic, so that no lock is needed.
    private static readonly CommandName?[] Shared = new CommandName?[SharedNames];

    private readonly byte[] _bytes;
    private string? _text;

    private CommandName(byte[] bytes) => _bytes = bytes;

    /// <summary>The name's bytes.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The name as text; bytes that are not UTF-8 become U+FFFD.</summary>
    internal string Text => _text ??= Encoding.UTF8.GetString(_bytes);

    /// <summary>The name with these bytes: <paramref name="current"/> where it has them.</summary>
    internal static CommandName Of(ReadOnlySpan<byte> bytes, CommandName? current)
    {
        if (current is not null && bytes.SequenceEqual(current._bytes))
            return current;
        uint hash = 2166136261;
        foreach (byte b in bytes)
            hash = (hash ^ b) * 16777619;
        ref CommandName? slot = ref Shared[(hash ^ (hash >> 16)) % SharedNames];
        CommandName? shared = slot;
        if (shared is not null && bytes.SequenceEqual(shared._bytes))
            return shared;
        return slot = new CommandName(bytes.ToArray());
    }
}

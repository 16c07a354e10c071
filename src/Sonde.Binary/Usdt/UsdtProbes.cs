using System.Text;
using Sonde.Binary.Elf;

namespace Sonde.Binary.Usdt;

/// <summary>Reads the statically defined probes of a program or library, as systemtap's sys/sdt.h writes them.</summary>
public static class UsdtProbes
{
    private const string Owner = "stapsdt";
    private const uint Kind = 3;

    /// <summary>All places of all probes, in the file's order. Those that are damaged, or not in a loaded part of the file, are left out.</summary>
    /// <exception cref="ElfFormatException">The file is damaged where the notes are.</exception>
    public static IReadOnlyList<UsdtProbe> Read(ElfFile file)
    {
        List<UsdtProbe> probes = [];
        // A section of one byte whose address tells, beside the one in the note, how far the file was moved after the note was written.
        ulong? actualBase = file.FindSection(".stapsdt.base")?.Address;
        foreach (ElfNote note in file.Notes)
        {
            if (note.Kind == Kind && note.Owner == Owner && Parse(file, note.Description, actualBase) is { } probe)
                probes.Add(probe);
        }

        return probes;
    }

    private static UsdtProbe? Parse(ElfFile file, ReadOnlyMemory<byte> note, ulong? actualBase)
    {
        int word = file.Reader.WordSize;
        if (note.Length < 3 * word)
            return null;
        ulong address = file.Reader.Word(note.Span, 0);
        ulong moved = (actualBase ?? file.Reader.Word(note.Span, word)) - file.Reader.Word(note.Span, word);
        ulong semaphore = file.Reader.Word(note.Span, 2 * word);
        ReadOnlySpan<byte> text = note.Span[(3 * word)..];
        string provider = Next(ref text);
        string name = Next(ref text);
        string arguments = Next(ref text);
        ulong mask = file.Is64Bit ? ulong.MaxValue : uint.MaxValue;
        address = (address + moved) & mask;
        if (name == "" || !file.TryFindOffset(address, out ulong offset))
            return null;
        ulong semaphoreOffset = 0;
        if (semaphore != 0)
        {
            semaphore = (semaphore + moved) & mask;
            if (!file.TryFindOffset(semaphore, out semaphoreOffset))
                return null;
        }

        return new UsdtProbe(provider, name, arguments, address, offset, semaphore, semaphoreOffset);
    }

    private static string Next(ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)0);
        string part = Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
        text = end < 0 ? default : text[(end + 1)..];
        return part;
    }
}

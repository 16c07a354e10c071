using System.Text;

namespace Sonde.Binary.Elf;

/// <summary>Reads the notes of a note section or segment.</summary>
internal static class ElfNotes
{
    private const int HeaderSize = 12;

    /// <summary>The notes up to the end or to the first damaged one; owner and description are padded to four bytes, in 64-bit files too.</summary>
    internal static List<ElfNote> Read(ElfReader reader, ReadOnlyMemory<byte> bytes)
    {
        List<ElfNote> notes = [];
        int at = 0;
        while (bytes.Length - at >= HeaderSize)
        {
            ReadOnlySpan<byte> header = bytes.Span[at..];
            uint ownerSize = reader.UInt32(header, 0);
            uint descriptionSize = reader.UInt32(header, 4);
            long description = at + HeaderSize + Padded(ownerSize);
            if (description + descriptionSize > bytes.Length)
                break;
            ReadOnlySpan<byte> owner = bytes.Span.Slice(at + HeaderSize, (int)ownerSize);
            notes.Add(new ElfNote(Encoding.UTF8.GetString(owner.TrimEnd((byte)0)), reader.UInt32(header, 8), bytes.Slice((int)description, (int)descriptionSize)));
            long next = description + Padded(descriptionSize);
            if (next > bytes.Length)
                break;
            at = (int)next;
        }

        return notes;
    }

    private static long Padded(uint size) => ((long)size + 3) & ~3L;
}

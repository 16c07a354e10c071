namespace Sonde.Binary.Btf;

/// <summary>The layout of a type's record: three words (name, info, size or type), then words that depend on the kind.</summary>
internal static class BtfRecord
{
    /// <summary>Words that every record begins with.</summary>
    internal const int HeaderWords = 3;

    private const byte Invalid = 0xff;

    // By kind: words after the header, and words for each of the vlen entries.
    private static ReadOnlySpan<byte> FixedWords => [Invalid, 1, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0];

    private static ReadOnlySpan<byte> EntryWords => [0, 0, 0, 0, 3, 3, 2, 0, 0, 0, 0, 0, 0, 2, 0, 3, 0, 0, 0, 3];

    internal static BtfKind Kind(uint info) => (BtfKind)((info >> 24) & 0x1f);

    internal static int Count(uint info) => (int)(info & 0xffff);

    internal static bool Flag(uint info) => (int)info < 0;

    internal static uint Info(BtfKind kind, int count, bool flag = false) => (uint)kind << 24 | (uint)count | (flag ? 1u << 31 : 0);

    /// <summary>Words of a whole record; 0 for a kind that this reader does not know.</summary>
    internal static int Words(uint info)
    {
        int kind = (int)Kind(info);
        if (kind >= FixedWords.Length || FixedWords[kind] == Invalid)
            return 0;
        // Not every kind that has no entries leaves the count at zero: a function keeps its linkage there.
        return HeaderWords + FixedWords[kind] + EntryWords[kind] * Count(info);
    }
}

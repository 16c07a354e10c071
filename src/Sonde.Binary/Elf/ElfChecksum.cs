namespace Sonde.Binary.Elf;

/// <summary>The CRC-32 (IEEE 802.3) with which a .gnu_debuglink section tells that a file of symbols belongs to it.</summary>
public static class ElfChecksum
{
    private const uint Polynomial = 0xedb88320;

    private static readonly uint[] Table = MakeTable();

    /// <summary>The checksum of a whole file.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Continue(0, bytes);

    /// <summary>The checksum of what had <paramref name="checksum"/> and is followed by <paramref name="bytes"/>.</summary>
    public static uint Continue(uint checksum, ReadOnlySpan<byte> bytes)
    {
        uint state = ~checksum;
        foreach (byte value in bytes)
            state = Table[(byte)(state ^ value)] ^ state >> 8;
        return ~state;
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint state = i;
            for (int bit = 0; bit < 8; bit++)
                state = (state & 1) != 0 ? Polynomial ^ state >> 1 : state >> 1;
            table[i] = state;
        }

        return table;
    }
}

namespace Sonde.Proc.Processes;

/// <summary>A line such as "VmRSS:     1708 kB": a name, and what follows the colon.</summary>
internal static class KibibyteLine
{
    /// <summary>Cuts a line at its first colon; the value is without leading blanks.</summary>
    internal static bool TrySplit(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        int colon = line.IndexOf((byte)':');
        if (colon <= 0)
        {
            name = default;
            value = default;
            return false;
        }

        name = line[..colon];
        value = line[(colon + 1)..].Trim(" \t"u8);
        return true;
    }

    /// <summary>The leading number of a value such as "1708 kB".</summary>
    internal static bool TryReadNumber(ReadOnlySpan<byte> value, out ulong number) => new TextScanner(value).TryReadUInt64(out number);
}

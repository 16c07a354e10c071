namespace Sonde.Proc.Memory;

/// <summary>The beginning "Node 0, zone   Normal" that zoneinfo and buddyinfo share.</summary>
internal static class ZoneLabel
{
    private const int LargestNode = 1023;

    /// <summary>Reads the label off <paramref name="words"/>; false where the line does not begin with one.</summary>
    /// <param name="words">The line.</param>
    /// <param name="node">The node.</param>
    /// <param name="zone">The zone's name.</param>
    /// <exception cref="KernelTextException">The label is cut short.</exception>
    public static bool TryRead(ref TextScanner words, out int node, out ReadOnlySpan<byte> zone)
    {
        node = 0;
        zone = default;
        if (!words.Rest.StartsWith("Node "u8))
            return false;
        words.TryReadWord(out _);
        if (!words.TryReadUntil((byte)',', out ReadOnlySpan<byte> number)
            || !TextScanner.TryParseUInt64(number.Trim((byte)' '), out ulong parsed)
            || parsed > LargestNode
            || !words.TryReadWord(out ReadOnlySpan<byte> word)
            || !word.SequenceEqual("zone"u8)
            || !words.TryReadWord(out zone))
        {
            throw new KernelTextException("the label of a zone is not of the form: Node 0, zone Normal");
        }

        node = (int)parsed;
        return true;
    }
}

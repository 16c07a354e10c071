using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>Numbers as sysstat's --human shows them: 12.3%, 7.1k, 3.9G.</summary>
internal static class HumanNumber
{
    private const double Step = 1024;

    /// <summary>Appends <paramref name="value"/> right-aligned in <paramref name="width"/> cells, its unit included.</summary>
    public static void Write(Utf8LineBuilder line, double value, int width, int decimals, CellUnit unit)
    {
        if (unit == CellUnit.Percent)
        {
            line.AppendNumber(value, width - 1, decimals).AppendRaw("%"u8);
            return;
        }

        ReadOnlySpan<byte> letters = "BkMGTP"u8;
        int letter = unit == CellUnit.KibibytesFromBytes ? 0 : 1;
        if (letter == 0)
            value *= Step;
        while (value >= Step && letter < letters.Length - 1)
        {
            value /= Step;
            letter++;
        }

        line.AppendNumber(value, width - 1, decimals).AppendRaw(letters.Slice(letter, 1));
    }
}

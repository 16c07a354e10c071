using System.Buffers.Text;

namespace Sonde.Terminal;

/// <summary>Decimal text of a number with a fixed count of decimals, correctly rounded as C's printf does: to nearest, ties to even.</summary>
internal static class FixedPoint
{
    // Below this the scaled value is a whole number that a double holds exactly.
    private const double LargestScaled = 1L << 52;

    private const string Formats = "F0F1F2F3F4F5F6F7F8F9";

    private static readonly double[] Powers = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

    /// <summary>Writes <paramref name="value"/>, which is finite, with 0 to 9 decimals; 400 bytes always suffice. Returns the bytes written.</summary>
    internal static int Format(double value, int decimals, Span<byte> text)
    {
        double power = Powers[decimals];
        double magnitude = Math.Abs(value);
        if (magnitude * power >= LargestScaled)
        {
            value.TryFormat(text, out int written, Formats.AsSpan(decimals * 2, 2));
            return written;
        }

        ulong scaled = Round(magnitude, power);
        int position = 0;
        if (value < 0 && scaled != 0)
            text[position++] = (byte)'-';
        ulong divisor = (ulong)power;
        Utf8Formatter.TryFormat(scaled / divisor, text[position..], out int count);
        position += count;
        if (decimals == 0)
            return position;
        text[position++] = (byte)'.';
        ulong fraction = scaled % divisor;
        for (int i = decimals - 1; i >= 0; i--, fraction /= 10)
            text[position + i] = (byte)('0' + (fraction % 10));
        return position + decimals;
    }

    // The product rounds once already; where it lands on a tie, the part that rounding lost says on which side the exact value lies.
    private static ulong Round(double magnitude, double power)
    {
        double product = magnitude * power;
        double floor = Math.Floor(product);
        if (product - floor != 0.5)
            return (ulong)Math.Round(product);
        double lost = Math.FusedMultiplyAdd(magnitude, power, -product);
        if (lost == 0)
            return (ulong)Math.Round(product, MidpointRounding.ToEven);
        return (ulong)floor + (lost > 0 ? 1UL : 0UL);
    }
}

using System.Text;

namespace Sonde.Testing;

/// <summary>
/// Feeds a parser what a hostile or broken source could: a text cut at each byte, and texts with random damage. The seed is fixed, so that a failure
/// repeats. The only exception that the parser may throw is its format's own.
/// </summary>
public static class HostileText
{
    private const int Seed = 20260727;
    private const int LargestFullCut = 16 * 1024;

    /// <summary>Parses every prefix of <paramref name="text"/>, and <paramref name="mutations"/> damaged copies.</summary>
    /// <typeparam name="TException">The format's own exception.</typeparam>
    /// <param name="text">A valid text.</param>
    /// <param name="parse">The parser.</param>
    /// <param name="mutations">How many damaged copies.</param>
    /// <returns>How many inputs were refused with <typeparamref name="TException"/>, so that a test can assert that damage is noticed.</returns>
    public static int Feed<TException>(byte[] text, Action<byte[]> parse, int mutations = 2000)
        where TException : Exception
    {
        int refused = 0;
        int step = Math.Max(1, text.Length / LargestFullCut);
        for (int length = 0; length <= text.Length; length += step)
            refused += Try<TException>(text[..length], parse);
        Random random = new(Seed);
        for (int i = 0; i < mutations; i++)
            refused += Try<TException>(Damage(text, random), parse);
        return refused;
    }

    private static int Try<TException>(byte[] input, Action<byte[]> parse)
        where TException : Exception
    {
        try
        {
            parse(input);
            return 0;
        }
        catch (TException)
        {
            return 1;
        }
        catch (Exception other)
        {
            string shown = Encoding.Latin1.GetString(input.AsSpan(0, Math.Min(input.Length, 2000)));
            throw new InvalidOperationException($"{other.GetType().Name} instead of {typeof(TException).Name} for {input.Length} bytes:\n{shown}", other);
        }
    }

    /// <summary>A copy of <paramref name="text"/> with a few random edits: bytes changed, cut out, doubled, huge numbers put in.</summary>
    public static byte[] Damage(byte[] text, Random random)
    {
        List<byte> copy = [.. text];
        for (int edits = random.Next(1, 8); edits > 0 && copy.Count > 0; edits--)
        {
            int at = random.Next(copy.Count);
            switch (random.Next(6))
            {
                case 0: copy[at] = (byte)random.Next(256); break;
                case 1: copy[at] = (byte)" \n\t:-=/.,09azN\\"[random.Next(15)]; break;
                case 2: copy.RemoveRange(at, Math.Min(random.Next(1, 40), copy.Count - at)); break;
                case 3: copy.InsertRange(at, "99999999999999999999999"u8.ToArray()); break;
                case 4: copy.InsertRange(at, copy.GetRange(at, Math.Min(random.Next(1, 60), copy.Count - at))); break;
                default: copy[at] = (byte)'\n'; break;
            }
        }

        return [.. copy];
    }
}

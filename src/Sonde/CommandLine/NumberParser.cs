using System.CommandLine.Parsing;
using System.Globalization;

namespace Sonde.CommandLine;

/// <summary>Parses numbers of the command line with messages that name what was expected, not a type.</summary>
internal static class NumberParser
{
    private const double ShortestInterval = 0.01;
    private const double LongestInterval = 86400 * 365;

    /// <summary>Seconds, with a fraction if wanted, from 0.01 to a year.</summary>
    public static double? Seconds(ArgumentResult result)
    {
        if (result.Tokens.Count == 0)
            return null;
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is >= ShortestInterval and <= LongestInterval)
            return seconds;
        result.AddError($"'{text}' is not a number of seconds from {ShortestInterval} to {LongestInterval}");
        return null;
    }

    /// <summary>A count, from 1.</summary>
    public static long? Count(ArgumentResult result)
    {
        if (result.Tokens.Count == 0)
            return null;
        string text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count) && count >= 1)
            return count;
        result.AddError($"'{text}' is not a count from 1");
        return null;
    }
}

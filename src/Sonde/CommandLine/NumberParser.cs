using System.CommandLine.Parsing;
using System.Globalization;

namespace Sonde.CommandLine;

/// <summary>Parses numbers of the command line with messages that name what was expected, not a type.</summary>
internal static class NumberParser
{
    private const double ShortestInterval = 0.01;
    private const double LongestInterval = 86400 * 365;

    /// <summary>Seconds, with a fraction if wanted, from 0.01 to a year.</summary>
    public static double? Seconds(ArgumentResult result) => Parse<double>(result, TrySeconds, SecondsProblem);

    /// <summary>A count, from 1.</summary>
    public static long? Count(ArgumentResult result) => Parse<long>(result, TryCount, CountProblem);

    /// <inheritdoc cref="Seconds(ArgumentResult)"/>
    /// <exception cref="CommandFailure">It is no such number.</exception>
    public static double Seconds(string text) => TrySeconds(text, out double seconds) ? seconds : throw new CommandFailure(ExitCode.Usage, SecondsProblem(text));

    /// <inheritdoc cref="Count(ArgumentResult)"/>
    /// <exception cref="CommandFailure">It is no such number.</exception>
    public static long Count(string text) => TryCount(text, out long count) ? count : throw new CommandFailure(ExitCode.Usage, CountProblem(text));

    private delegate bool TryParse<T>(string text, out T value);

    private static T? Parse<T>(ArgumentResult result, TryParse<T> tryParse, Func<string, string> problem)
        where T : struct
    {
        if (result.Tokens.Count == 0)
            return null;
        if (tryParse(result.Tokens[0].Value, out T value))
            return value;
        result.AddError(problem(result.Tokens[0].Value));
        return null;
    }

    private static bool TrySeconds(string text, out double seconds) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds) && seconds is >= ShortestInterval and <= LongestInterval;

    private static bool TryCount(string text, out long count) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count >= 1;

    private static string SecondsProblem(string text) => $"'{text}' is not a number of seconds from {ShortestInterval} to {LongestInterval}";

    private static string CountProblem(string text) => $"'{text}' is not a count from 1";
}

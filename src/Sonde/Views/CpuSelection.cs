using Sonde.CommandLine;

namespace Sonde.Views;

/// <summary>Which CPUs, or nodes, a view shows: mpstat's -P and -N.</summary>
internal sealed class CpuSelection
{
    private readonly HashSet<int>? _numbers;
    private readonly bool _every;

    private CpuSelection(bool includesAll, bool every, HashSet<int>? numbers)
    {
        IncludesAll = includesAll;
        _every = every;
        _numbers = numbers;
    }

    /// <summary>The sum alone.</summary>
    public static CpuSelection Sum { get; } = new(includesAll: true, every: false, null);

    /// <summary>The sum and every single one.</summary>
    public static CpuSelection Every { get; } = new(includesAll: true, every: true, null);

    /// <summary>True where the sum of all has a row.</summary>
    public bool IncludesAll { get; }

    /// <summary>True where number <paramref name="number"/> has a row.</summary>
    public bool Includes(int number) => _every || _numbers?.Contains(number) == true;

    /// <summary>Parses -P or -N: ALL, ON, all, and numbers or ranges such as 0,2-5; null is the sum alone.</summary>
    /// <param name="text">The option's value.</param>
    /// <param name="option">The option, for the message.</param>
    /// <exception cref="CommandFailure">It is none of these.</exception>
    public static CpuSelection Parse(string? text, string option = "-P")
    {
        if (text is null)
            return Sum;
        bool all = false;
        bool every = false;
        HashSet<int> numbers = [];
        foreach (string part in text.Split(','))
        {
            switch (part)
            {
                case "ALL" or "ON":
                    all = every = true;
                    break;
                case "all":
                    all = true;
                    break;
                default:
                    AddRange(part, numbers, option);
                    break;
            }
        }

        return new CpuSelection(all, every, numbers);
    }

    private static void AddRange(string part, HashSet<int> numbers, string option)
    {
        string[] ends = part.Split('-');
        if (ends.Length > 2 || !int.TryParse(ends[0], out int first) || !int.TryParse(ends[^1], out int last) || first < 0 || last < first || last > 8191)
            throw new CommandFailure(ExitCode.Usage, $"'{part}' is no number or range", $"{option} takes ALL, all, and numbers or ranges such as 0,2-5");
        for (int number = first; number <= last; number++)
            numbers.Add(number);
    }
}

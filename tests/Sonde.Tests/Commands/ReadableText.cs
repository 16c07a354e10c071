namespace Sonde.Tests.Commands;

/// <summary>What holds of every text that a person reads, however bad the input was.</summary>
internal static class ReadableText
{
    private static readonly string[] Leaks = ["NaN", "∞", "Infinity", "Exception", "   at Sonde", "System.", "-0.0"];

    /// <summary>Checks that nothing of the program's inside shows, and no control character but the newline and tab.</summary>
    public static void Check(string text)
    {
        foreach (string leak in Leaks)
            Assert.DoesNotContain(leak, text, StringComparison.Ordinal);
        string controls = string.Concat(text.Where(c => char.IsControl(c) && c is not ('\n' or '\t')).Distinct().Select(c => $" U+{(int)c:X4}"));
        Assert.True(controls.Length == 0, $"shows the control characters{controls}");
    }
}

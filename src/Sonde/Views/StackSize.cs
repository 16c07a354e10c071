using Sonde.Proc;

namespace Sonde.Views;

/// <summary>The main thread's stack of a process. Source: /proc/PID/smaps, the mapping named [stack].</summary>
/// <param name="SizeKibibytes">What is reserved, KiB.</param>
/// <param name="ReferencedKibibytes">What was touched, KiB.</param>
internal readonly record struct StackSize(double SizeKibibytes, double ReferencedKibibytes)
{
    /// <summary>Reads the stack of <paramref name="pid"/>; NaN where there is none or it may not be read.</summary>
    public static StackSize Read(LinuxRoot root, int pid)
    {
        StackSize none = new(double.NaN, double.NaN);
        string? text = root.ReadText($"/proc/{pid}/smaps");
        int start = text?.IndexOf("[stack]", StringComparison.Ordinal) ?? -1;
        return start < 0 ? none : new StackSize(Value(text!, start, "Size:"), Value(text!, start, "Referenced:"));
    }

    private static double Value(string text, int start, string name)
    {
        int found = text.IndexOf(name, start, StringComparison.Ordinal);
        if (found < 0)
            return double.NaN;
        string[] words = text[(found + name.Length)..Math.Min(text.Length, found + name.Length + 40)].Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 && ulong.TryParse(words[0], out ulong kibibytes) ? kibibytes : double.NaN;
    }
}

namespace Sonde.Tracing.Syntax.Constants;

/// <summary>Error numbers of the kernel: names and texts, as <c>strerror</c> prints them.</summary>
public static partial class ErrorNames
{
    /// <summary>Errors that the kernel has among itself and that a trace can see: include/linux/errno.h.</summary>
    private static readonly (int Number, string Name)[] KernelOnly =
    [
        (512, "ERESTARTSYS"), (513, "ERESTARTNOINTR"), (514, "ERESTARTNOHAND"), (515, "ENOIOCTLCMD"), (516, "ERESTART_RESTARTBLOCK"), (517, "EPROBE_DEFER"),
        (518, "EOPENSTALE"), (519, "ENOPARAM"), (521, "EBADHANDLE"), (522, "ENOTSYNC"), (523, "EBADCOOKIE"), (524, "ENOTSUPP"), (525, "ETOOSMALL"),
        (526, "ESERVERFAULT"), (527, "EBADTYPE"), (528, "EJUKEBOX"), (529, "EIOCBQUEUED"), (530, "ERECALLCONFLICT"), (531, "ENOGRACE"),
    ];

    private static readonly (string Name, int Number)[] Aliases = [("EWOULDBLOCK", 11), ("EDEADLOCK", 35), ("ENOTSUP", 95)];

    /// <summary>All names with their numbers, second names included.</summary>
    public static IEnumerable<(string Name, int Number)> All =>
        Known.Select((known, number) => (known.Name, number)).Where(known => known.Name is not null)
            .Concat(KernelOnly.Select(known => (known.Name, known.Number)))
            .Concat(Aliases);

    /// <summary>The name of a number (2: ENOENT), null if no error has it.</summary>
    public static string? Name(int number)
    {
        if (number > 0 && number < Known.Length)
            return Known[number].Name;

        return Array.Find(KernelOnly, known => known.Number == number).Name;
    }

    /// <summary>The text of a number as the C library's strerror gives it: <c>No such file or directory</c>, <c>Success</c>, <c>Unknown error 999</c>.</summary>
    public static string Text(int number)
    {
        if (number == 0)
            return "Success";

        return number > 0 && number < Known.Length && Known[number].Text is { } text ? text : $"Unknown error {number}";
    }
}

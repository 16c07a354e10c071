using Sonde.Tracing.Syntax.Constants;

namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>What a script's text alone does not say.</summary>
public sealed record ParserOptions
{
    /// <summary>No includes, the predefined macro BPFTRACE_HAVE_BTF, and the constants of <see cref="KernelConstants"/>.</summary>
    public static ParserOptions Default { get; } = new();

    /// <summary>Gives the text of an included file by its path, null if there is none. Nothing here does I/O by itself; without a reader nothing is found.</summary>
    public Func<string, string?>? ReadFile { get; init; }

    /// <summary>Directories to look for included files (the command line's <c>-I</c>), in order, after the including file's own.</summary>
    public IReadOnlyList<string> IncludeDirectories { get; init; } = [];

    /// <summary>Files to include before the script (the command line's <c>--include</c>), in order.</summary>
    public IReadOnlyList<string> IncludeFiles { get; init; } = [];

    /// <summary>Object-like macros that exist from the start: name to body.</summary>
    public IReadOnlyDictionary<string, string> Definitions { get; init; } = new Dictionary<string, string> { ["BPFTRACE_HAVE_BTF"] = "1" };

    /// <summary>The value of a constant of the kernel's headers , null if there is none: for <c>#ifdef</c>, <c>#if</c> and array sizes.</summary>
    public Func<string, long?> Constant { get; init; } = KernelConstants.Find;
}

namespace Sonde.Tracing.Syntax.Constants;

/// <summary>A numbering of system calls.</summary>
public enum SystemCallTable
{
    /// <summary>64-bit programs on x86-64.</summary>
    X64,

    /// <summary>64-bit programs on arm64.</summary>
    Arm64,
}

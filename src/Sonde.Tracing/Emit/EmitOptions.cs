namespace Sonde.Tracing.Emit;

/// <summary>What the kernel that will run the program can do.</summary>
public sealed record EmitOptions
{
    /// <summary>Instructions of ISA v3, which every kernel from 5.8 has.</summary>
    public static readonly EmitOptions Portable = new();

    /// <summary>Instructions of ISA v4 (Linux 6.6): signed division, sign extension, jumps over more than 32,767 instructions.</summary>
    public static readonly EmitOptions Version4 = new() { HasVersion4 = true };

    /// <summary>True where ISA v4 may be used.</summary>
    public bool HasVersion4 { get; init; }
}

using Sonde.Binary.Elf;

namespace Sonde.Binary.Usdt;

/// <summary>One argument of a statically defined probe: its size and where it is when the probe is hit.</summary>
public sealed record UsdtArgument
{
    /// <summary>The argument as the compiler wrote it, such as "-4@-16(%rbp)".</summary>
    public required string Text { get; init; }

    /// <summary>Where the argument is.</summary>
    public UsdtArgumentKind Kind { get; init; } = UsdtArgumentKind.Unknown;

    /// <summary>Bytes: 1, 2, 4 or 8.</summary>
    public int Size { get; init; } = 8;

    /// <summary>True where the value is to be sign-extended.</summary>
    public bool IsSigned { get; init; }

    /// <summary>True for a floating point number.</summary>
    public bool IsFloat { get; init; }

    /// <summary>The number, of a <see cref="UsdtArgumentKind.Constant"/>; else what is added to the address.</summary>
    public long Value { get; init; }

    /// <summary>The register that holds the value or, in memory, the address; in the name of struct pt_regs (x86: "di"; Arm: "x0").</summary>
    public string Register { get; init; } = "";

    /// <summary>Bits that the value in the register is shifted right before it is used: 8 for x86's ah, bh, ch and dh, else 0.</summary>
    public int RegisterShift { get; init; }

    /// <summary>The register that is added to the address; empty where there is none.</summary>
    public string Index { get; init; } = "";

    /// <summary>What the index is multiplied with: 1, 2, 4 or 8.</summary>
    public int Scale { get; init; } = 1;

    /// <summary>The symbol's name.</summary>
    public string Symbol { get; init; } = "";

    /// <summary>Reads all arguments of a probe on this architecture. One that is not understood is of kind <see cref="UsdtArgumentKind.Unknown"/>.</summary>
    public static IReadOnlyList<UsdtArgument> ParseAll(string arguments, ElfMachine machine)
    {
        List<UsdtArgument> parsed = [];
        foreach (string text in UsdtArgumentText.Split(arguments))
            parsed.Add(UsdtArgumentText.Parse(text, machine));
        return parsed;
    }
}

namespace Sonde.Tracing.Intermediate;

/// <summary>The second operand of an operation or comparison, a stored or a returned value: a register or a constant.</summary>
public readonly record struct Operand
{
    private readonly Register _register;

    private Operand(Register register, long immediate, bool isRegister)
    {
        _register = register;
        Immediate = immediate;
        IsRegister = isRegister;
    }

    /// <summary>True for a register, false for a constant.</summary>
    public bool IsRegister { get; }

    /// <summary>The constant, of any 64-bit value; 0 for a register.</summary>
    public long Immediate { get; }

    /// <summary>The register.</summary>
    /// <exception cref="InvalidOperationException">The operand is a constant.</exception>
    public Register Register => IsRegister ? _register : throw new InvalidOperationException("the operand is a constant");

    /// <summary>The operand that is a register.</summary>
    public static implicit operator Operand(Register register) => new(register, 0, isRegister: true);

    /// <summary>The operand that is a constant.</summary>
    public static implicit operator Operand(long immediate) => new(default, immediate, isRegister: false);

    /// <summary>The operand that is <paramref name="register"/>.</summary>
    public static Operand FromRegister(Register register) => register;

    /// <summary>The operand that is the constant <paramref name="immediate"/>.</summary>
    public static Operand FromInt64(long immediate) => immediate;

    /// <summary>The text in dumps: %3 or a decimal number.</summary>
    public override string ToString() => IsRegister ? _register.ToString() : $"{Immediate}";
}

using Sonde.Binary.Elf;

namespace Sonde.Binary.Usdt;

/// <summary>The registers that probes' arguments name, and where struct pt_regs has them when a uprobe is hit.</summary>
public static class UsdtRegisters
{
    // arch/x86/include/uapi/asm/ptrace.h, in 8-byte words.
    private static readonly string[] FrameX86 =
        ["r15", "r14", "r13", "r12", "bp", "bx", "r11", "r10", "r9", "r8", "ax", "cx", "dx", "si", "di", "orig_ax", "ip", "cs", "flags", "sp", "ss"];

    private const int WordSize = 8;
    private const int ArmStackWord = 31;
    private const int ArmInstructionWord = 32;

    /// <summary>Where the kernel's struct pt_regs (on Arm, struct user_pt_regs) has a register, in bytes; false for one that it has not.</summary>
    /// <param name="machine">The architecture.</param>
    /// <param name="register">The name that <see cref="UsdtArgument.Register"/> has.</param>
    /// <param name="offset">The offset.</param>
    public static bool TryFindOffset(ElfMachine machine, string register, out int offset)
    {
        int word = machine switch
        {
            ElfMachine.X64 => Array.IndexOf(FrameX86, register),
            ElfMachine.Arm64 when register == "sp" => ArmStackWord,
            ElfMachine.Arm64 when register == "pc" => ArmInstructionWord,
            ElfMachine.Arm64 when register.StartsWith('x') && int.TryParse(register.AsSpan(1), out int number) && number is >= 0 and < ArmStackWord => number,
            _ => -1,
        };
        offset = word * WordSize;
        return word >= 0;
    }

    /// <summary>The register of struct pt_regs that a register's part is in.</summary>
    /// <param name="machine">The architecture.</param>
    /// <param name="name">The name without a percent sign: x86's "eax", "r8d", "ah"; Arm's "w0".</param>
    /// <param name="shift">Bits above which the part begins.</param>
    /// <returns>The register's name; null for one that is not known.</returns>
    internal static string? Whole(ElfMachine machine, ReadOnlySpan<char> name, out int shift)
    {
        shift = 0;
        string? whole = machine switch
        {
            ElfMachine.X64 => WholeX86(name, out shift),
            ElfMachine.Arm64 => name is "sp" or "wsp" ? "sp" : name is "lr" ? "x30" : name is "fp" ? "x29" : name.Length > 1 && name[0] is 'x' or 'w' ? $"x{name[1..]}" : null,
            _ => null,
        };
        return whole is not null && TryFindOffset(machine, whole, out _) ? whole : null;
    }

    private static string WholeX86(ReadOnlySpan<char> name, out int shift)
    {
        shift = 0;
        // r8 to r15, with d, w or b for their lower parts.
        if (name.Length > 1 && name[0] == 'r' && char.IsAsciiDigit(name[1]))
            return name.TrimEnd("dwb").ToString();
        // rax, eax, ax, al, ah; rsi, esi, si, sil.
        if (name.Length == 3 && name[0] is 'r' or 'e')
            name = name[1..];
        else if (name.Length == 3 && name[2] == 'l')
            name = name[..2];
        else if (name.Length == 2 && name[0] is 'a' or 'b' or 'c' or 'd' && name[1] is 'l' or 'h')
        {
            shift = name[1] == 'h' ? 8 : 0;
            return $"{name[0]}x";
        }

        return name.ToString();
    }
}

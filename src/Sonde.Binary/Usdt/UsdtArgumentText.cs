using System.Globalization;
using Sonde.Binary.Elf;

namespace Sonde.Binary.Usdt;

/// <summary>Reads the assembler's operands in which a probe tells where its arguments are.</summary>
internal static class UsdtArgumentText
{
    /// <summary>The arguments apart: divided by spaces, but not inside brackets, since Arm writes "[sp, 16]".</summary>
    internal static IEnumerable<string> Split(string arguments)
    {
        int start = -1;
        int depth = 0;
        for (int i = 0; i <= arguments.Length; i++)
        {
            char letter = i < arguments.Length ? arguments[i] : ' ';
            depth += letter is '(' or '[' ? 1 : letter is ')' or ']' ? -1 : 0;
            bool isEnd = i == arguments.Length || (letter == ' ' && depth <= 0);
            if (!isEnd && start < 0)
                start = i;
            if (!isEnd || start < 0)
                continue;
            yield return arguments[start..i];
            start = -1;
        }
    }

    internal static UsdtArgument Parse(string text, ElfMachine machine)
    {
        UsdtArgument argument = new() { Text = text };
        int at = text.IndexOf('@', StringComparison.Ordinal);
        ReadOnlySpan<char> operand = text.AsSpan(at + 1);
        // Without a size, an argument is as long as a register.
        if (at >= 0 && int.TryParse(text.AsSpan(0, at).TrimEnd('f'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int size))
        {
            if (Math.Abs((long)size) is not (1 or 2 or 4 or 8))
                return argument;
            argument = argument with { Size = Math.Abs(size), IsSigned = size < 0, IsFloat = text[at - 1] == 'f' };
        }
        else
        {
            operand = text;
        }

        return machine switch
        {
            ElfMachine.X64 => ParseX86(argument, operand, machine),
            ElfMachine.Arm64 => ParseArm(argument, operand, machine),
            _ => null,
        } ?? argument;
    }

    // $5, %rax, 8(%rbp), (%rax,%rcx,8), symbol+4(%rip).
    private static UsdtArgument? ParseX86(UsdtArgument argument, ReadOnlySpan<char> operand, ElfMachine machine)
    {
        if (operand.StartsWith("$"))
            return TryNumber(operand[1..], out long constant) ? argument with { Kind = UsdtArgumentKind.Constant, Value = constant } : null;
        if (operand.StartsWith("%"))
            return OfRegister(argument, operand[1..], machine);
        int open = operand.IndexOf('(');
        ReadOnlySpan<char> displacement = open < 0 ? operand : operand[..open];
        if (open < 0)
            return OfSymbol(argument, displacement);
        if (!operand.EndsWith(")"))
            return null;
        ReadOnlySpan<char> inside = operand[(open + 1)..^1];
        if (inside is "%rip")
            return OfSymbol(argument, displacement);
        long offset = 0;
        return displacement.IsEmpty || TryNumber(displacement, out offset) ? OfMemoryX86(argument with { Value = offset }, inside, machine) : null;
    }

    private static UsdtArgument? OfMemoryX86(UsdtArgument argument, ReadOnlySpan<char> inside, ElfMachine machine)
    {
        Span<Range> parts = stackalloc Range[4];
        int count = inside.Split(parts, ',', StringSplitOptions.TrimEntries);
        string baseRegister = "";
        string index = "";
        long scale = 1;
        if (count is < 1 or > 3 || (!inside[parts[0]].IsEmpty && !TryRegister(inside[parts[0]], machine, out baseRegister)))
            return null;
        if (count > 1 && !TryRegister(inside[parts[1]], machine, out index))
            return null;
        if (count > 2 && (!TryNumber(inside[parts[2]], out scale) || scale is not (1 or 2 or 4 or 8)))
            return null;
        if (baseRegister == "" && index == "")
            return null;
        return argument with { Kind = UsdtArgumentKind.Memory, Register = baseRegister, Index = index, Scale = (int)scale };
    }

    private static bool TryRegister(ReadOnlySpan<char> text, ElfMachine machine, out string register)
    {
        register = text.StartsWith("%") && UsdtRegisters.Whole(machine, text[1..], out int shift) is { } whole && shift == 0 ? whole : "";
        return register != "";
    }

    // 5, x0, [sp], [x1, 16], [x1, x2], [x1, x2, lsl 3].
    private static UsdtArgument? ParseArm(UsdtArgument argument, ReadOnlySpan<char> operand, ElfMachine machine)
    {
        if (TryNumber(operand.TrimStart('#'), out long constant))
            return argument with { Kind = UsdtArgumentKind.Constant, Value = constant };
        if (!operand.StartsWith("["))
            return OfRegister(argument, operand, machine);
        if (!operand.EndsWith("]"))
            return null;
        ReadOnlySpan<char> inside = operand[1..^1];
        Span<Range> parts = stackalloc Range[4];
        int count = inside.Split(parts, ',', StringSplitOptions.TrimEntries);
        if (count is < 1 or > 3 || UsdtRegisters.Whole(machine, inside[parts[0]], out _) is not { } address)
            return null;
        argument = argument with { Kind = UsdtArgumentKind.Memory, Register = address };
        if (count == 1)
            return argument;
        ReadOnlySpan<char> second = inside[parts[1]];
        if (TryNumber(second.TrimStart('#'), out long offset))
            return count == 2 ? argument with { Value = offset } : null;
        if (!second.StartsWith("x") || UsdtRegisters.Whole(machine, second, out _) is not { } index)
            return null;
        long shift = 0;
        if (count == 3 && !(inside[parts[2]].StartsWith("lsl ") && TryNumber(inside[parts[2]][4..].TrimStart('#'), out shift) && shift is >= 0 and <= 3))
            return null;
        return argument with { Index = index, Scale = 1 << (int)shift };
    }

    private static UsdtArgument? OfRegister(UsdtArgument argument, ReadOnlySpan<char> name, ElfMachine machine) =>
        UsdtRegisters.Whole(machine, name, out int shift) is { } register
            ? argument with { Kind = UsdtArgumentKind.Register, Register = register, RegisterShift = shift }
            : null;

    // symbol, symbol+4, symbol-4, 4+symbol.
    private static UsdtArgument? OfSymbol(UsdtArgument argument, ReadOnlySpan<char> text)
    {
        int sign = text.LastIndexOfAny('+', '-');
        long offset = 0;
        ReadOnlySpan<char> symbol = text;
        if (sign > 0 && text[sign] == '+' && TryNumber(text[..sign], out offset))
            symbol = text[(sign + 1)..];
        else if (sign > 0 && TryNumber(text[sign..].TrimStart('+'), out offset))
            symbol = text[..sign];
        if (symbol.IsEmpty || char.IsAsciiDigit(symbol[0]) || symbol.ContainsAny("%(), "))
            return null;
        return argument with { Kind = UsdtArgumentKind.Symbol, Symbol = symbol.ToString(), Value = offset };
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out long value)
    {
        bool isNegative = text.StartsWith("-");
        ReadOnlySpan<char> digits = isNegative ? text[1..] : text;
        bool isHexadecimal = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool isNumber = isHexadecimal
            ? ulong.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong magnitude)
            : ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out magnitude);
        value = isNegative ? unchecked(-(long)magnitude) : (long)magnitude;
        return isNumber;
    }
}

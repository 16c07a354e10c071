using System.Globalization;
using System.Text;

namespace Sonde.Symbols.Demangling.Rust;

/// <summary>Types, lifetimes and constants.</summary>
internal sealed partial class RustName
{
    private static string? Basic(char letter) => letter switch
    {
        'a' => "i8",
        'b' => "bool",
        'c' => "char",
        'd' => "f64",
        'e' => "str",
        'f' => "f32",
        'h' => "u8",
        'i' => "isize",
        'j' => "usize",
        'l' => "i32",
        'm' => "u32",
        'n' => "i128",
        'o' => "u128",
        'p' => "_",
        's' => "i16",
        't' => "u16",
        'u' => "()",
        'v' => "...",
        'x' => "i64",
        'y' => "u64",
        'z' => "!",
        _ => null,
    };

    private void Type()
    {
        Enter();
        char letter = Next();
        if (Basic(letter) is { } basic)
            Print(basic);
        else
            CompoundType(letter);
        _depth--;
    }

    private void CompoundType(char letter)
    {
        switch (letter)
        {
            case 'R' or 'Q':
                Print("&");
                if (TryTake('L') && Base62() is > 0 and ulong lifetime)
                {
                    Lifetime(lifetime);
                    Print(" ");
                }

                Print(letter == 'Q' ? "mut " : "");
                Type();
                break;
            case 'P' or 'O':
                Print(letter == 'P' ? "*const " : "*mut ");
                Type();
                break;
            case 'A' or 'S':
                Print("[");
                Type();
                if (letter == 'A')
                {
                    Print("; ");
                    Constant();
                }

                Print("]");
                break;
            case 'T':
                Print("(");
                Print(List(Type) == 1 ? ",)" : ")");
                break;
            case 'F':
                Bound(Function);
                break;
            case 'D':
                DynamicType();
                break;
            case 'B':
                Backwards(Type);
                break;
            default:
                _at--;
                Path(inValue: false);
                break;
        }
    }

    // [U] [K <abi>] <types> E <type>
    private void Function()
    {
        if (TryTake('U'))
            Print("unsafe ");
        if (TryTake('K'))
            Print("extern \"").Print(TryTake('C') ? "C" : Identifier().Replace('_', '-')).Print("\" ");
        Print("fn(");
        List(Type);
        Print(")");
        if (TryTake('u'))
            return;
        Print(" -> ");
        Type();
    }

    // D [binder] <traits> E L <lifetime>
    private void DynamicType()
    {
        Print("dyn ");
        Bound(() =>
        {
            for (bool isFirst = true; !TryTake('E'); isFirst = false)
            {
                Print(isFirst ? "" : " + ");
                DynamicTrait();
            }
        });
        if (!TryTake('L'))
            throw Damage();
        if (Base62() is not (> 0 and ulong lifetime))
            return;
        Print(" + ");
        Lifetime(lifetime);
    }

    // <path>, then p <name> <type> for each associated type, which stand among the path's own arguments.
    private void DynamicTrait()
    {
        bool isOpen = OpenPath();
        while (TryTake('p'))
        {
            Print(isOpen ? ", " : "<");
            isOpen = true;
            Print(Identifier()).Print(" = ");
            Type();
        }

        if (isOpen)
            Print(">");
    }

    // A path whose generic arguments are left open at their end, where it has any.
    private bool OpenPath()
    {
        Enter();
        bool isOpen = false;
        if (TryTake('B'))
        {
            Backwards(() => isOpen = OpenPath());
        }
        else if (TryTake('I'))
        {
            Path(inValue: false);
            Print("<");
            List(GenericArgument);
            isOpen = true;
        }
        else
        {
            Path(inValue: false);
        }

        _depth--;
        return isOpen;
    }

    // [G <number>]: lifetimes that are introduced here, named from 'a on.
    private void Bound(Action read)
    {
        int outer = _boundLifetimes;
        ulong count = TryTake('G') ? Base62() + 1 : 0;
        if (count > 100)
            throw Damage();
        if (count > 0)
        {
            Print("for<");
            for (ulong i = 0; i < count; i++)
            {
                Print(i > 0 ? ", " : "");
                _boundLifetimes++;
                Lifetime(1);
            }

            Print("> ");
        }

        read();
        _boundLifetimes = outer;
    }

    // 0 is erased, 1 the innermost one that is bound.
    private void Lifetime(ulong index)
    {
        Print("'");
        if (index == 0)
        {
            Print("_");
            return;
        }

        if (index > (ulong)_boundLifetimes)
        {
            // Where nothing is printed, what is bound is not known either.
            if (_silent > 0)
                return;
            throw Damage();
        }

        int depth = _boundLifetimes - (int)index;
        Print(depth < 26 ? ((char)('a' + depth)).ToString() : $"_{depth}");
    }

    private void Constant()
    {
        Enter();
        if (TryTake('B'))
        {
            Backwards(Constant);
            _depth--;
            return;
        }

        char type = Next();
        switch (type)
        {
            case 'p':
                Print("_");
                break;
            case 'b':
                Print(Hexadecimal() switch { "0" => "false", "1" => "true", _ => throw Damage() });
                break;
            case 'c':
                Print($"'{Character(Hexadecimal())}'");
                break;
            case 'h' or 't' or 'm' or 'y' or 'o' or 'j':
                Print(Number(Hexadecimal()));
                break;
            case 'a' or 's' or 'l' or 'x' or 'n' or 'i':
                Print(TryTake('n') ? "-" : "").Print(Number(Hexadecimal()));
                break;
            default:
                throw Damage();
        }

        _depth--;
    }

    // Digits up to "_", without zeros before them.
    private string Hexadecimal()
    {
        int start = _at;
        while (char.IsAsciiHexDigitLower(Peek))
            _at++;
        string digits = _text[start.._at].TrimStart('0');
        if (!TryTake('_'))
            throw Damage();
        return digits == "" ? "0" : digits;
    }

    private static string Number(string digits) =>
        digits.Length > 16 ? $"0x{digits}" : ulong.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    private string Character(string digits)
    {
        if (digits.Length > 6 || !Rune.TryCreate(int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), out Rune letter))
            throw Damage();
        return letter.Value switch
        {
            '\t' => @"\t",
            '\r' => @"\r",
            '\n' => @"\n",
            '\\' => @"\\",
            '\'' => @"\'",
            < ' ' or 0x7f => $"\\u{{{letter.Value:x}}}",
            _ => letter.ToString(),
        };
    }
}

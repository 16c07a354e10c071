using System.Globalization;
using System.Text;

namespace Sonde.Symbols.Demangling.Rust;

/// <summary>
/// Rust's second mangling (RFC 2603, "v0"), printed while it is read. Hashes of crates and the types of constants are left out, as c++filt does
/// without implementation details. This part is the reader itself, the paths and the names.
/// </summary>
internal sealed partial class RustName
{
    private const int Deepest = 200;
    private const int MostSteps = 1 << 17;
    private const int Longest = 1 << 16;

    private readonly string _text;
    private readonly StringBuilder _output = new();
    private int _at;
    private int _depth;
    private int _steps;
    private int _silent;
    private int _boundLifetimes;

    private RustName(string text) => _text = text;

    /// <summary>The readable name; null where the text is no such name.</summary>
    internal static string? Demangle(string text)
    {
        if (!text.StartsWith("_R", StringComparison.Ordinal) || text.Length < 3 || !char.IsAsciiLetterUpper(text[2]))
            return null;
        // A suffix that the compiler's back end added is no part of the name.
        int suffix = text.IndexOf('.', StringComparison.Ordinal);
        try
        {
            RustName name = new(suffix < 0 ? text[2..] : text[2..suffix]);
            name.Path(inValue: true);
            if (name._at < name._text.Length)
                name.Silently(() => name.Path(inValue: false));
            return name._at == name._text.Length ? name._output.ToString() : null;
        }
        catch (RustFormatException)
        {
            return null;
        }
    }

    private void Path(bool inValue)
    {
        Enter();
        switch (Next())
        {
            case 'C':
                Disambiguator();
                Print(Identifier());
                break;
            case 'M':
                ImplementationPath();
                Print("<");
                Type();
                Print(">");
                break;
            case 'X':
                ImplementationPath();
                TraitPath();
                break;
            case 'Y':
                TraitPath();
                break;
            case 'N':
                NestedPath(inValue);
                break;
            case 'I':
                Path(inValue);
                Print(inValue ? "::<" : "<");
                List(GenericArgument);
                Print(">");
                break;
            case 'B':
                Backwards(() => Path(inValue));
                break;
            default:
                throw Damage();
        }

        _depth--;
    }

    private void ImplementationPath()
    {
        Disambiguator();
        Silently(() => Path(inValue: false));
    }

    private void TraitPath()
    {
        Print("<");
        Type();
        Print(" as ");
        Path(inValue: false);
        Print(">");
    }

    private void NestedPath(bool inValue)
    {
        char space = Next();
        Path(inValue);
        ulong number = Disambiguator();
        string name = Identifier();
        if (char.IsAsciiLetterLower(space))
        {
            if (name != "")
                Print("::").Print(name);
            return;
        }

        if (!char.IsAsciiLetterUpper(space))
            throw Damage();
        string kind = space switch { 'C' => "closure", 'S' => "shim", _ => space.ToString() };
        Print("::{").Print(kind).Print(name == "" ? "" : ":" + name).Print($"#{number}}}");
    }

    private void GenericArgument()
    {
        if (TryTake('L'))
            Lifetime(Base62());
        else if (TryTake('K'))
            Constant();
        else
            Type();
    }

    // [u] length [_] bytes
    private string Identifier()
    {
        bool isPunycode = TryTake('u');
        int start = _at;
        if (!TryTake('0'))
        {
            while (char.IsAsciiDigit(Peek))
                _at++;
        }

        if (!int.TryParse(_text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out int length))
            throw Damage();
        TryTake('_');
        if (length > _text.Length - _at)
            throw Damage();
        string name = _text.Substring(_at, length);
        _at += length;
        return isPunycode ? Punycode.Decode(name) ?? throw Damage() : name;
    }

    // s <number>, counted from 1; 0 where there is none.
    private ulong Disambiguator() => TryTake('s') ? Base62() + 1 : 0;

    // "_" is 0; else digits, lower and upper case letters, one less than the number, then "_".
    private ulong Base62()
    {
        if (TryTake('_'))
            return 0;
        ulong value = 0;
        while (!TryTake('_'))
        {
            char letter = Next();
            int digit = char.IsAsciiDigit(letter) ? letter - '0' : char.IsAsciiLetterLower(letter) ? letter - 'a' + 10 : char.IsAsciiLetterUpper(letter) ? letter - 'A' + 36 : throw Damage();
            if (value > (ulong.MaxValue - 2 - (uint)digit) / 62)
                throw Damage();
            value = value * 62 + (uint)digit;
        }

        return value + 1;
    }

    // What is printed elsewhere is read there again.
    private void Backwards(Action read)
    {
        int from = _at - 1;
        ulong target = Base62();
        if (target >= (ulong)from)
            throw Damage();
        if (_silent > 0)
            return;
        int after = _at;
        _at = (int)target;
        read();
        _at = after;
    }

    private void Silently(Action read)
    {
        _silent++;
        read();
        _silent--;
    }

    // Up to the E.
    private int List(Action element)
    {
        int count = 0;
        while (!TryTake('E'))
        {
            if (count++ > 0)
                Print(", ");
            element();
        }

        return count;
    }

    private char Peek => _at < _text.Length ? _text[_at] : '\0';

    private char Next() => _at < _text.Length ? _text[_at++] : throw Damage();

    private bool TryTake(char letter)
    {
        bool isThere = Peek == letter;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private RustName Print(string text)
    {
        if (_silent > 0)
            return this;
        if (_output.Length + text.Length > Longest)
            throw Damage();
        _output.Append(text);
        return this;
    }

    private void Enter()
    {
        if (++_depth > Deepest || ++_steps > MostSteps)
            throw Damage();
    }

    private RustFormatException Damage() => new($"not a mangled Rust name from letter {_at} on");
}

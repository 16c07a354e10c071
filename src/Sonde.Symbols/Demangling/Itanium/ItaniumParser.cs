using System.Globalization;

namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>
/// Reads names that are mangled as the Itanium C++ ABI says (https://itanium-cxx-abi.github.io/cxx-abi/abi.html#mangling), which GCC and Clang do,
/// into parts that print as c++filt prints them. This part is the reader itself, the encoding and the special names.
/// </summary>
internal sealed partial class ItaniumParser(string text)
{
    private const int Deepest = 200;

    // What is read twice, because the end tells what the beginning means, could be read again and again.
    private const int MostParts = 1 << 17;
    private const string Prefix = "_Z";

    private static readonly ItaniumNode NoQualifiers = new TextNode("");

    private readonly List<ItaniumNode> _substitutions = [];
    private readonly List<TemplateParameterNode> _pending = [];
    private List<ItaniumNode> _arguments = [];
    private int _at;
    private int _depth;
    private int _entered;
    private bool _isInConversion;

    /// <summary>The readable name; null where the text is no mangled C++ name.</summary>
    internal static string? Demangle(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        try
        {
            ItaniumOutput output = new();
            new ItaniumParser(text).Whole().Print(output);
            return output.ToString();
        }
        catch (ItaniumFormatException)
        {
            return null;
        }
    }

    private ItaniumNode Whole()
    {
        _at = Prefix.Length;
        ItaniumNode name = Encoding();
        while (_at < text.Length && text[_at] == '.')
            name = new SequenceNode(name, $" [clone {CloneSuffix()}]");
        return _at == text.Length ? name : throw Damage();
    }

    // .isra.0, .part.3, .constprop.1.2, .123: one word, then numbers.
    private string CloneSuffix()
    {
        int start = _at++;
        if (char.IsAsciiLetterLower(Peek()) || Peek() == '_')
        {
            while (char.IsAsciiLetterLower(Peek()) || Peek() == '_')
                _at++;
        }
        else if (!char.IsAsciiDigit(Peek()))
        {
            throw Damage();
        }
        else
        {
            Digits();
        }

        while (Peek() == '.' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            Digits();
        }

        return text[start.._at];
    }

    // <encoding>: a name, and of a function the types of what it returns (templates only, and not shown of a scope) and takes.
    private ItaniumNode Encoding(bool isScope = false)
    {
        Enter();
        List<ItaniumNode> outer = _arguments;
        ItaniumNode encoding = Peek() is 'G' or 'T' ? SpecialName() : NamedEncoding(isScope);
        _arguments = outer;
        _depth--;
        return encoding;
    }

    private ItaniumNode NamedEncoding(bool isScope)
    {
        ItaniumNameState state = new();
        ItaniumNode name = Name(state);
        if (IsEndOfEncoding)
            return name;
        ItaniumNode? returned = state.EndsWithArguments && !state.HasNoReturn ? Type() : null;
        List<ItaniumNode> parameters = [];
        while (!IsEndOfEncoding)
            parameters.Add(Type());
        return new FunctionNode(isScope ? null : returned, name, WithoutVoid(parameters), state.Qualifiers);
    }

    private bool IsEndOfEncoding => Peek() is '\0' or 'E' or '.';

    private static List<ItaniumNode> WithoutVoid(List<ItaniumNode> parameters) => parameters is [TextNode { Text: "void" }] ? [] : parameters;

    private ItaniumNode SpecialName()
    {
        string code = Take(2);
        switch (code)
        {
            case "TV": return Of("vtable for ", Type());
            case "TT": return Of("VTT for ", Type());
            case "TI": return Of("typeinfo for ", Type());
            case "TS": return Of("typeinfo name for ", Type());
            case "TF": return Of("typeinfo fn for ", Type());
            case "TJ": return Of("java Class for ", Type());
            case "TH": return Of("TLS init function for ", Name(new ItaniumNameState()));
            case "TW": return Of("TLS wrapper function for ", Name(new ItaniumNameState()));
            case "TA": return Of("template parameter object for ", TemplateArgument());
            case "GV": return Of("guard variable for ", Name(new ItaniumNameState()));
            case "GA": return Of("hidden alias for ", Encoding());
            case "Th" or "Tv":
                _at--;
                CallOffset();
                return Of(code == "Th" ? "non-virtual thunk to " : "virtual thunk to ", Encoding());
            case "Tc":
                CallOffset();
                CallOffset();
                return Of("covariant return thunk to ", Encoding());
            case "TC":
                ItaniumNode derived = Type();
                Digits();
                Expect('_');
                return new SequenceNode("construction vtable for ", Type(), "-in-", derived);
            case "GR":
                ItaniumNode referring = Name(new ItaniumNameState());
                int number = Peek() is '\0' ? 0 : SequenceId() + 1;
                return new SequenceNode($"reference temporary #{number} for ", referring);
            case "GT":
                return Of(Take(1) switch { "t" => "transaction clone for ", "n" => "non-transaction clone for ", _ => throw Damage() }, Encoding());
            default: throw Damage();
        }
    }

    private static SequenceNode Of(string what, ItaniumNode subject) => new(what, subject);

    // h <number> _ or v <number> _ <number> _
    private void CallOffset()
    {
        bool isVirtual = Take(1) switch { "h" => false, "v" => true, _ => throw Damage() };
        Number();
        Expect('_');
        if (!isVirtual)
            return;
        Number();
        Expect('_');
    }

    private char Peek(int distance = 0) => _at + distance < text.Length ? text[_at + distance] : '\0';

    private bool TryTake(char letter)
    {
        bool isThere = Peek() == letter;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private bool TryTake(string letters)
    {
        bool isThere = string.CompareOrdinal(text, _at, letters, 0, letters.Length) == 0;
        _at += isThere ? letters.Length : 0;
        return isThere;
    }

    private string Take(int length)
    {
        if (length > text.Length - _at)
            throw Damage();
        _at += length;
        return text.Substring(_at - length, length);
    }

    private void Expect(char letter)
    {
        if (!TryTake(letter))
            throw Damage();
    }

    private string Digits()
    {
        int start = _at;
        while (char.IsAsciiDigit(Peek()))
            _at++;
        return _at > start ? text[start.._at] : throw Damage();
    }

    private int SmallNumber() => int.TryParse(Digits(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < 1 << 24 ? number : throw Damage();

    // n stands for a minus.
    private string Number() => TryTake('n') ? "-" + Digits() : Digits();

    // [number] _ counts from 0 without a number, from 1 with it.
    private int Ordinal()
    {
        int number = Peek() == '_' ? 0 : SmallNumber() + 1;
        Expect('_');
        return number;
    }

    // Base 36 with capital letters, then _; "_" alone is -1.
    private int SequenceId()
    {
        int value = -1;
        while (!TryTake('_'))
        {
            char letter = Peek();
            int digit = char.IsAsciiDigit(letter) ? letter - '0' : char.IsAsciiLetterUpper(letter) ? letter - 'A' + 10 : throw Damage();
            value = Math.Max(value, 0) * 36 + digit;
            if (value > 1 << 24)
                throw Damage();
            _at++;
        }

        return value;
    }

    private T Remembered<T>(T node)
        where T : ItaniumNode
    {
        _substitutions.Add(node);
        return node;
    }

    private void Enter()
    {
        if (++_depth > Deepest || ++_entered > MostParts)
            throw Damage();
    }

    private ItaniumFormatException Damage() => new($"not a mangled name from letter {_at} on");
}

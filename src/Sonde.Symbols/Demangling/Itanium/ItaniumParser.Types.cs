namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>Types.</summary>
internal sealed partial class ItaniumParser
{
    private ItaniumNode Type()
    {
        Enter();
        ItaniumNode type = TypeWithoutDepth();
        _depth--;
        return type;
    }

    private ItaniumNode TypeWithoutDepth()
    {
        char letter = Peek();
        if (letter is not ('r' or 'V' or 'K') && ItaniumBuiltins.Find(letter) is { } builtin)
        {
            _at++;
            return new TextNode(builtin);
        }

        switch (letter)
        {
            case 'r' or 'V' or 'K':
                return QualifiedType();
            case 'P':
                _at++;
                return Remembered(new PointerNode(Type(), "*"));
            case 'R':
                _at++;
                return Remembered(new PointerNode(Type(), "&"));
            case 'O':
                _at++;
                return Remembered(new PointerNode(Type(), "&&"));
            case 'C' or 'G':
                _at++;
                return Remembered(new SuffixedNode(Type(), new TextNode(letter == 'C' ? " _Complex" : " _Imaginary")));
            case 'U' when char.IsAsciiDigit(Peek(1)):
                _at++;
                return VendorQualifiedType();
            case 'F':
                return Remembered(FunctionType(""));
            case 'A':
                return Remembered(ArrayType());
            case 'M':
                _at++;
                ItaniumNode owner = Type();
                return Remembered(new MemberPointerNode(owner, Type()));
            case 'T' when Peek(1) is not ('s' or 'u' or 'e'):
                TemplateParameterNode parameter = Remembered(TemplateParameter());
                return Peek() == 'I' && TryTemplateOf(parameter) is { } template ? Remembered(template) : parameter;
            case 'S' when Peek(1) != 't':
                ItaniumNode substitution = Substitution(isPrefix: false);
                return Peek() == 'I' ? Remembered<ItaniumNode>(WithArguments(substitution, null)) : substitution;
            case 'D':
                return TypeAfterD();
            case 'u':
                _at++;
                ItaniumNode vendor = new TextNode(SourceName());
                return Remembered<ItaniumNode>(Peek() == 'I' ? WithArguments(vendor, null) : vendor);
            case 'T':
                string word = Take(2) switch { "Ts" => "struct ", "Tu" => "union ", _ => "enum " };
                return Remembered(new SequenceNode(word, Name(null)));
            default:
                return Remembered(Name(null));
        }
    }

    // A parameter that is a template, with its arguments. Behind "operator T" the arguments are the operator's own, unless more follow.
    private TemplateNode? TryTemplateOf(TemplateParameterNode parameter)
    {
        (int at, int substitutions, int pending, int depth) = (_at, _substitutions.Count, _pending.Count, _depth);
        bool isInConversion = _isInConversion;
        _isInConversion = false;
        TemplateNode template = WithArguments(parameter, null);
        _isInConversion = isInConversion;
        if (!isInConversion || Peek() == 'I')
            return template;
        (_at, _depth) = (at, depth);
        _substitutions.RemoveRange(substitutions, _substitutions.Count - substitutions);
        _pending.RemoveRange(pending, _pending.Count - pending);
        return null;
    }

    // In the order in which they are printed: the mangling has the outermost first.
    private List<string> Qualifiers()
    {
        List<string> qualifiers = [];
        for (; Peek() is 'r' or 'V' or 'K'; _at++)
            qualifiers.Insert(0, Peek() switch { 'r' => " restrict", 'V' => " volatile", _ => " const" });
        return qualifiers;
    }

    private ItaniumNode QualifiedType()
    {
        List<string> qualifiers = Qualifiers();
        bool isFunction = Peek() == 'F' || (Peek() == 'D' && Peek(1) is 'o' or 'O' or 'w' or 'x');
        return Remembered<ItaniumNode>(isFunction ? FunctionType(string.Concat(qualifiers)) : new QualifiedNode(Type(), qualifiers));
    }

    // U <name> [arguments] <type>
    private SuffixedNode VendorQualifiedType()
    {
        ItaniumNode name = new TextNode(SourceName());
        if (Peek() == 'I')
            name = WithArguments(name, null);
        return Remembered(new SuffixedNode(Type(), new SequenceNode(" ", name)));
    }

    // [exceptions] F [Y] <returned> <parameters> [reference] E
    private FunctionTypeNode FunctionType(string qualifiers)
    {
        ItaniumNode exceptions = NoQualifiers;
        if (TryTake("Do"))
        {
            exceptions = new TextNode(" noexcept");
        }
        else if (TryTake("DO"))
        {
            exceptions = new SequenceNode(" noexcept(", Expression(), ")");
            Expect('E');
        }
        else if (TryTake("Dw"))
        {
            List<ItaniumNode> thrown = [];
            while (!TryTake('E'))
                thrown.Add(Type());
            exceptions = new SequenceNode(" throw(", new ListNode(thrown), ")");
        }

        bool isTransactionSafe = TryTake("Dx");
        Expect('F');
        TryTake('Y');
        ItaniumNode returned = Type();
        List<ItaniumNode> parameters = [];
        string reference = "";
        while (!TryTake('E'))
        {
            if (Peek(1) == 'E' && Peek() is 'R' or 'O')
                reference = Take(1) == "R" ? " &" : " &&";
            else
                parameters.Add(Type());
        }

        return new FunctionTypeNode(returned, WithoutVoid(parameters), new SequenceNode(qualifiers, reference, isTransactionSafe ? " transaction_safe" : "", exceptions));
    }

    // A <digits> _ <type> | A <expression> _ <type> | A _ <type>
    private ArrayNode ArrayType()
    {
        Expect('A');
        ItaniumNode? dimension = Peek() == '_' ? null : char.IsAsciiDigit(Peek()) ? new TextNode(Digits()) : Expression();
        Expect('_');
        return new ArrayNode(Type(), dimension);
    }

    private ItaniumNode TypeAfterD()
    {
        char kind = Peek(1);
        if (ItaniumBuiltins.FindAfterD(kind) is { } builtin)
        {
            _at += 2;
            return new TextNode(builtin);
        }

        switch (kind)
        {
            case 'p':
                _at += 2;
                return Remembered(new ExpansionNode(Type()));
            case 't' or 'T':
                return Remembered(DeclaredType());
            case 'v':
                return Remembered(VectorType());
            case 'o' or 'O' or 'w' or 'x':
                return Remembered(FunctionType(""));
            case 'F':
                _at += 2;
                string bits = Digits();
                return new TextNode(TryTake('b') ? "std::bfloat16_t" : TryTake('x') ? $"_Float{bits}x" : TryTake('_') ? $"_Float{bits}" : throw Damage());
            case 'C':
                // A structured binding.
                return Remembered(Name(null));
            default:
                throw Damage();
        }
    }

    private SequenceNode DeclaredType()
    {
        _at += 2;
        ItaniumNode expression = Expression();
        Expect('E');
        return new SequenceNode("decltype (", expression, ")");
    }

    // Dv <digits> _ <type> | Dv _ <expression> _ <type>
    private SuffixedNode VectorType()
    {
        _at += 2;
        ItaniumNode dimension = TryTake('_') ? Expression() : new TextNode(Digits());
        Expect('_');
        return new SuffixedNode(Type(), new SequenceNode(" __vector(", dimension, ")"));
    }
}

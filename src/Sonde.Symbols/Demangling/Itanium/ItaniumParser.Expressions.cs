namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>Expressions, which stand in template arguments and in decltype.</summary>
internal sealed partial class ItaniumParser
{
    private ItaniumNode Expression()
    {
        Enter();
        ItaniumNode expression = Peek() switch
        {
            'L' => Literal(),
            'T' => TemplateParameter(),
            'f' => ParameterOrFold(),
            >= '0' and <= '9' => NameInExpression(),
            _ => Operation(),
        };
        _depth--;
        return expression;
    }

    // L <type> <value> E | L _Z <encoding> E
    private ItaniumNode Literal()
    {
        Expect('L');
        if (TryTake("_Z"))
        {
            ItaniumNode encoding = Encoding();
            Expect('E');
            return encoding;
        }

        char letter = Peek();
        ItaniumNode type = Type();
        bool isNegative = TryTake('n');
        int start = _at;
        while (Peek() is not ('E' or '\0'))
            _at++;
        string value = text[start.._at];
        Expect('E');
        if (letter == 'b' && value is "0" or "1" && !isNegative)
            return new SequenceNode(value == "1" ? "true" : "false");
        string sign = isNegative ? "-" : "";
        if (ItaniumBuiltins.SuffixOf(letter) is { } suffix)
            return new SequenceNode($"{sign}{value}{suffix}");
        bool isFloat = letter is 'f' or 'd' or 'e' or 'g';
        return new SequenceNode("(", type, $"){sign}{(isFloat ? $"[{value}]" : value)}");
    }

    // fp [qualifiers] [number] _ | fpT | fL <level> p ... | fold expressions
    private ItaniumNode ParameterOrFold()
    {
        if (TryTake("fpT"))
            return new TextNode("this");
        bool isParameter = TryTake("fp");
        if (!isParameter && Peek(1) == 'L' && char.IsAsciiDigit(Peek(2)))
        {
            _at += 2;
            SmallNumber();
            Expect('p');
            isParameter = true;
        }

        if (isParameter)
        {
            Qualifiers();
            return new TextNode($"{{parm#{Ordinal() + 1}}}");
        }

        return Fold(Take(2));
    }

    private SequenceNode Fold(string kind)
    {
        if (!ItaniumOperators.TryFind(Take(2), out string sign, out _))
            throw Damage();
        ItaniumNode first = Expression();
        return kind switch
        {
            "fl" => new SequenceNode("(...", sign, Operand(first), ")"),
            "fr" => new SequenceNode("(", Operand(first), sign, "...)"),
            "fL" or "fR" => new SequenceNode("(", Operand(first), sign, "...", sign, Operand(Expression()), ")"),
            _ => throw Damage(),
        };
    }

    private ItaniumNode NameInExpression()
    {
        ItaniumNode name = UnqualifiedName(null, null);
        return Peek() == 'I' ? WithArguments(name, null) : name;
    }

    private static ItaniumNode Operand(ItaniumNode node) => node.IsSimple ? node : new SequenceNode("(", node, ")");

    private ItaniumNode Operation()
    {
        string code = Take(2);
        switch (code)
        {
            case "gs": return new SequenceNode("::", Expression());
            case "sr": return ScopedName();
            case "on": return OperatorReference();
            case "dn": return new SequenceNode("~", char.IsAsciiDigit(Peek()) ? NameInExpression() : Type());
            case "cv": return Conversion();
            case "tl":
                ItaniumNode made = Type();
                return new SequenceNode(made, "{", Expressions(), "}") { Simple = true };
            case "il": return new SequenceNode("{", Expressions(), "}") { Simple = true };
            case "sc": return NamedCast("static_cast");
            case "dc": return NamedCast("dynamic_cast");
            case "cc": return NamedCast("const_cast");
            case "rc": return NamedCast("reinterpret_cast");
            case "st": return new SequenceNode("sizeof (", Type(), ")");
            case "sz": return new SequenceNode("sizeof ", Operand(Expression()));
            case "at": return new SequenceNode("alignof (", Type(), ")");
            case "az": return new SequenceNode("alignof ", Operand(Expression()));
            case "nx": return new SequenceNode("noexcept (", Expression(), ")");
            case "ti": return new SequenceNode("typeid (", Type(), ")");
            case "te": return new SequenceNode("typeid ", Operand(Expression()));
            case "sZ": return PackLength();
            case "sp": return new ExpansionNode(Expression());
            case "tw": return new SequenceNode("throw ", Operand(Expression()));
            case "tr": return new TextNode("throw");
            case "cl" or "cp": return Called();
            case "nw" or "na": return Allocation(code == "na");
            case "dt" or "pt": return new SequenceNode(Operand(Expression()), code == "dt" ? "." : "->", Operand(Expression()));
            case "ix": return new SequenceNode(Operand(Expression()), "[", Expression(), "]");
            case "qu": return new SequenceNode(Operand(Expression()), "?", Operand(Expression()), " : ", Operand(Expression()));
            case "pp" or "mm": return Step(code == "pp" ? "++" : "--");
            default: return UnaryOrBinary(code);
        }
    }

    private SequenceNode UnaryOrBinary(string code)
    {
        if (!ItaniumOperators.TryFind(code, out string sign, out int operands) || operands == 0)
            throw Damage();
        ItaniumNode first = Expression();
        if (operands == 1)
        {
            // Of a function whose address is taken, the parameters are left out where its name has a scope.
            if (code == "ad" && first is FunctionNode { Qualifiers: "", Name: NestedNode name })
                first = name;
            return new SequenceNode(sign, Operand(first));
        }

        ItaniumNode second = Expression();
        // A greater-than sign must not be taken for the end of template arguments.
        return sign == ">"
            ? new SequenceNode("(", Operand(first), sign, Operand(second), ")")
            : new SequenceNode(Operand(first), sign, Operand(second));
    }

    private SequenceNode Step(string sign)
    {
        bool isPrefix = TryTake('_');
        ItaniumNode operand = Operand(Expression());
        return isPrefix ? new SequenceNode(sign, operand) : new SequenceNode(operand, sign);
    }

    // Up to the E.
    private ListNode Expressions()
    {
        List<ItaniumNode> expressions = [];
        while (!TryTake('E'))
            expressions.Add(Expression());
        return new ListNode(expressions);
    }

    private SequenceNode Called()
    {
        ItaniumNode function = Expression();
        // Of the function that is called, the name is enough.
        if (function is FunctionNode typed)
            function = typed.Name;
        return new SequenceNode(Operand(function), "(", Expressions(), ")");
    }

    // cv <type> <expression> | cv <type> _ <expressions> E
    private SequenceNode Conversion()
    {
        ItaniumNode type = Type();
        return TryTake('_') ? new SequenceNode("(", type, ")(", Expressions(), ")") : new SequenceNode("(", type, ")", Operand(Expression()));
    }

    private SequenceNode NamedCast(string cast)
    {
        ItaniumNode type = Type();
        return new SequenceNode(cast, "<", type, ">(", Expression(), ")");
    }

    // nw <expressions> _ <type> (E | pi <expressions> E | il <expressions> E)
    private SequenceNode Allocation(bool isArray)
    {
        List<ItaniumNode> placement = [];
        while (!TryTake('_'))
            placement.Add(Expression());
        ItaniumNode type = Type();
        object[] head = [isArray ? "new[] " : "new ", placement.Count > 0 ? new SequenceNode("(", new ListNode(placement), ") ") : "", type];
        if (TryTake('E'))
            return new SequenceNode(head);
        if (TryTake("pi"))
            return new SequenceNode([.. head, "(", Expressions(), ")"]);
        if (TryTake("il"))
            return new SequenceNode([.. head, "{", Expressions(), "}"]);
        throw Damage();
    }

    private ItaniumNode PackLength()
    {
        ItaniumNode pack = Peek() == 'T' ? TemplateParameter() : Expression();
        return pack is TemplateParameterNode { Argument: PackNode known } ? new TextNode($"{known.Count}") : new SequenceNode("sizeof...(", pack, ")");
    }

    // on <operator> [arguments]
    private ItaniumNode OperatorReference()
    {
        ItaniumNode name = OperatorName(null);
        return Peek() == 'I' ? WithArguments(name, null) : name;
    }

    // sr <type> <name> | sr <names> E <name> | sr N <type> <names> E <name>, each with arguments
    private ItaniumNode ScopedName()
    {
        ItaniumNode scope = TryTake('N') ? Scopes(Type()) : TryScopes() ?? Type();
        ItaniumNode name = TryTake("on") ? OperatorName(null) : TryTake("dn") ? new SequenceNode("~", NameInExpression()) : UnqualifiedName(null, null);
        NestedNode scoped = new(scope, name);
        return Peek() == 'I' ? WithArguments(scoped, null) : scoped;
    }

    private ItaniumNode Scopes(ItaniumNode scope)
    {
        while (!TryTake('E'))
            scope = new NestedNode(scope, NameInExpression());
        return scope;
    }

    // GCC writes a class there where Clang writes names: what follows tells which it is.
    private ItaniumNode? TryScopes()
    {
        if (!char.IsAsciiDigit(Peek()))
            return null;
        (int at, int substitutions) = (_at, _substitutions.Count);
        ItaniumNode scope = NameInExpression();
        while (char.IsAsciiDigit(Peek()))
            scope = new NestedNode(scope, NameInExpression());
        if (TryTake('E') && (char.IsAsciiDigit(Peek()) || (Peek() is 'o' or 'd' && Peek(1) == 'n')))
            return scope;
        _at = at;
        _substitutions.RemoveRange(substitutions, _substitutions.Count - substitutions);
        return null;
    }
}

namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>Names: in scopes, of operators, of constructors, of lambdas; substitutions and template arguments.</summary>
internal sealed partial class ItaniumParser
{
    // <name>
    private ItaniumNode Name(ItaniumNameState? state)
    {
        Enter();
        ItaniumNode name = Peek() switch
        {
            'N' => NestedName(state),
            'Z' => LocalName(state),
            _ => UnscopedName(state),
        };
        _depth--;
        return name;
    }

    private ItaniumNode UnscopedName(ItaniumNameState? state)
    {
        if (Peek() == 'S' && Peek(1) != 't')
        {
            ItaniumNode substitution = Substitution(isPrefix: false);
            return Peek() == 'I' ? WithArguments(substitution, state) : throw Damage();
        }

        ItaniumNode name = TryTake("St")
            ? new NestedNode(ItaniumBuiltins.FindStandard('t', isInFull: false)!, UnqualifiedName(state, null))
            : UnqualifiedName(state, null);
        return Peek() == 'I' ? WithArguments(Remembered(name), state) : name;
    }

    private TemplateNode WithArguments(ItaniumNode template, ItaniumNameState? state)
    {
        TemplateNode node = new(template, TemplateArguments(state));
        state?.EndsWithArguments = true;
        return node;
    }

    // N [qualifiers] [reference] components E; each prefix may be referred to later, the whole not.
    private ItaniumNode NestedName(ItaniumNameState? state)
    {
        Expect('N');
        string qualifiers = string.Concat(Qualifiers());
        string reference = TryTake('R') ? " &" : TryTake('O') ? " &&" : "";
        if (state is not null)
            state.Qualifiers = qualifiers + reference;
        ItaniumNode? scope = null;
        bool isRemembered = false;
        while (!TryTake('E'))
        {
            state?.EndsWithArguments = false;
            if (TryTake('M'))
                continue;
            bool isReference = Peek() == 'S';
            scope = NestedComponent(scope, state);
            isRemembered = !isReference;
            if (isRemembered)
                Remembered(scope);
        }

        if (scope is null || !isRemembered)
            throw Damage();
        _substitutions.RemoveAt(_substitutions.Count - 1);
        return scope;
    }

    private ItaniumNode NestedComponent(ItaniumNode? scope, ItaniumNameState? state)
    {
        switch (Peek())
        {
            case 'S' when scope is null:
                return TryTake("St") ? ItaniumBuiltins.FindStandard('t', isInFull: false)! : Substitution(isPrefix: true);
            case 'T' when scope is null:
                return TemplateParameter();
            case 'D' when scope is null && Peek(1) is 't' or 'T':
                return DeclaredType();
            case 'I' when scope is not null:
                return WithArguments(scope, state);
            default:
                ItaniumNode name = UnqualifiedName(state, scope);
                return scope is null ? name : new NestedNode(scope, name);
        }
    }

    // Z <encoding> E <name> | s | d [number] _ <name>
    private NestedNode LocalName(ItaniumNameState? state)
    {
        Expect('Z');
        ItaniumNode function = Encoding(isScope: true);
        Expect('E');
        if (TryTake('s'))
        {
            Discriminator();
            return new NestedNode(function, new TextNode("string literal"));
        }

        if (TryTake('d'))
            function = new NestedNode(function, new TextNode($"{{default arg#{Ordinal() + 1}}}"));
        ItaniumNode entity = Name(state);
        Discriminator();
        return new NestedNode(function, entity);
    }

    // _ <digit> or __ <digits> _
    private void Discriminator()
    {
        if (Peek() != '_')
            return;
        bool isLong = Peek(1) == '_';
        if (!char.IsAsciiDigit(Peek(isLong ? 2 : 1)))
            return;
        _at += isLong ? 2 : 1;
        Digits();
        if (isLong)
            Expect('_');
    }

    private ItaniumNode UnqualifiedName(ItaniumNameState? state, ItaniumNode? scope)
    {
        TryTake('L');
        ItaniumNode name;
        switch (Peek())
        {
            case >= '0' and <= '9':
                name = new TextNode(SourceName());
                break;
            case 'C' or 'D' when Peek(1) is >= '0' and <= '9' or 'I':
                name = ConstructorOrDestructor(state, scope);
                break;
            case 'D' when TryTake("DC"):
                List<ItaniumNode> bound = [];
                while (!TryTake('E'))
                    bound.Add(new TextNode(SourceName()));
                name = new SequenceNode("[", new ListNode(bound), "]");
                break;
            case 'U':
                name = UnnamedType();
                break;
            default:
                name = OperatorName(state);
                break;
        }

        while (TryTake('B'))
            name = new SequenceNode(name, $"[abi:{SourceName()}]") { Base = name.BaseName, Simple = true };
        return name;
    }

    private string SourceName()
    {
        int length = SmallNumber();
        string name = length > 0 ? Take(length) : throw Damage();
        bool isAnonymous = name.Length > 9 && name.StartsWith("_GLOBAL_", StringComparison.Ordinal) && name[8] is '.' or '_' or '$' && name[9] == 'N';
        return isAnonymous ? "(anonymous namespace)" : name;
    }

    private TextNode ConstructorOrDestructor(ItaniumNameState? state, ItaniumNode? scope)
    {
        bool isDestructor = Take(1) == "D";
        bool inherits = TryTake('I');
        int kind = Take(1)[0] - '0';
        if (scope is null || scope.BaseName == "" || kind > 5)
            throw Damage();
        if (inherits)
            Type();
        state?.HasNoReturn = true;
        return new TextNode(isDestructor ? $"~{scope.BaseName}" : scope.BaseName, scope.BaseName);
    }

    // Ut [number] _ | Ul <types> E [number] _
    private ItaniumNode UnnamedType()
    {
        if (TryTake("Ut"))
            return new TextNode($"{{unnamed type#{Ordinal() + 1}}}");
        if (!TryTake("Ul"))
            throw Damage();
        List<ItaniumNode> parameters = [];
        while (!TryTake('E'))
            parameters.Add(Type());
        return new LambdaNode(WithoutVoid(parameters), Ordinal() + 1);
    }

    private ItaniumNode OperatorName(ItaniumNameState? state)
    {
        string code = Take(2);
        if (code == "cv")
        {
            state?.HasNoReturn = true;
            bool isInConversion = _isInConversion;
            _isInConversion = state is not null;
            ItaniumNode type = Type();
            _isInConversion = isInConversion;
            return new SequenceNode("operator ", type);
        }

        if (code == "li")
            return new TextNode($"operator\"\" {SourceName()}");
        if (code[0] == 'v' && char.IsAsciiDigit(code[1]))
            return new TextNode($"operator {SourceName()}");
        if (!ItaniumOperators.TryFind(code, out string spelled, out _))
            throw Damage();
        spelled = spelled.TrimEnd(' ');
        return new TextNode(char.IsAsciiLetter(spelled[0]) ? $"operator {spelled}" : $"operator{spelled}");
    }

    // S_ | S <number> _ | S and a letter
    private ItaniumNode Substitution(bool isPrefix)
    {
        Expect('S');
        if (Peek() is '_' or >= '0' and <= '9' or >= 'A' and <= 'Z')
        {
            int index = SequenceId() + 1;
            ItaniumNode known = index < _substitutions.Count ? _substitutions[index] : throw Damage();
            // Of a template parameter that was met in another function's name, this function's is meant.
            return known is TemplateParameterNode parameter && _arguments.Count > parameter.Index ? new TemplateParameterNode(parameter.Index) { Argument = _arguments[parameter.Index] } : known;
        }

        char letter = Take(1)[0];
        ItaniumNode standard = ItaniumBuiltins.FindStandard(letter, isPrefix && Peek() is 'C' or 'D') ?? throw Damage();
        if (Peek() != 'B')
            return standard;
        while (TryTake('B'))
            standard = new SequenceNode(standard, $"[abi:{SourceName()}]") { Base = standard.BaseName };
        return Remembered(standard);
    }

    // T_ | T <number> _
    private TemplateParameterNode TemplateParameter()
    {
        Expect('T');
        int index = Ordinal();
        TemplateParameterNode parameter = new(index) { Argument = index < _arguments.Count ? _arguments[index] : null };
        if (parameter.Argument is null)
            _pending.Add(parameter);
        return parameter;
    }

    // I <arguments> E. Those of the function's own name are what its template parameters stand for.
    private List<ItaniumNode> TemplateArguments(ItaniumNameState? state)
    {
        Expect('I');
        List<ItaniumNode> arguments = [];
        if (state is not null)
            _arguments = arguments;
        while (!TryTake('E'))
            arguments.Add(TemplateArgument());
        if (state is null)
            return arguments;
        foreach (TemplateParameterNode parameter in _pending)
        {
            if (parameter.Argument is null && parameter.Index < arguments.Count)
                parameter.Argument = arguments[parameter.Index];
        }

        return arguments;
    }

    private ItaniumNode TemplateArgument()
    {
        Enter();
        ItaniumNode argument;
        switch (Peek())
        {
            case 'X':
                _at++;
                argument = Expression();
                Expect('E');
                break;
            case 'L':
                argument = Literal();
                break;
            case 'I' or 'J':
                _at++;
                List<ItaniumNode> elements = [];
                while (!TryTake('E'))
                    elements.Add(TemplateArgument());
                argument = new PackNode(elements);
                break;
            default:
                argument = Type();
                break;
        }

        _depth--;
        return argument;
    }
}

using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Binding;

/// <summary>
/// Finds the type of every expression of one probe's body for one target. Maps are shared with the other programs of the script, so a script is bound
/// again until nothing new is learnt; only the last pass reports.
/// </summary>
internal sealed partial class ProgramBinder(ScriptBinder script, Probe probe, ProbeTarget target)
{
    private readonly Dictionary<Expression, TraceType> _types = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, TraceType> _variables = new(StringComparer.Ordinal);

    /// <summary>True where the body asks for something that differs between targets of one kind.</summary>
    public bool DependsOnTarget { get; private set; }

    /// <summary>Binds the body.</summary>
    public BoundProgram Bind()
    {
        if (probe.Predicate is { } predicate)
            Scalar(predicate, "a predicate");
        Bind(probe.Body);
        return new BoundProgram(probe, [target], _types, _variables);
    }

    private void Error(SyntaxNode node, string message, string? hint = null) => script.Report(Diagnostic.Error(node.Span, message, hint));

    private void Bind(Block block)
    {
        foreach (Statement statement in block.Statements)
            Bind(statement);
    }

    private void Bind(Statement statement)
    {
        switch (statement)
        {
            case Block block:
                Bind(block);
                break;
            case ExpressionStatement expression:
                TypeOf(expression.Expression);
                break;
            case Assignment assignment:
                Bind(assignment);
                break;
            case Let let:
                Bind(let);
                break;
            case If choice:
                Scalar(choice.Condition, "a condition");
                Bind(choice.Then);
                if (choice.Else is not null)
                    Bind(choice.Else);
                break;
            case While loop:
                Scalar(loop.Condition, "a condition");
                Bind(loop.Body);
                break;
            case Unroll unroll:
                TypeOf(unroll.Count);
                Bind(unroll.Body);
                break;
            case ForRange range:
                Scalar(range.From, "a bound");
                Scalar(range.To, "a bound");
                SetVariable(range.Variable, IntegerType.Int64, range);
                Bind(range.Body);
                break;
            case ForMap loop:
                Bind(loop);
                break;
            case Return { Value: { } value }:
                TypeOf(value);
                break;
            case Import:
                Error(statement, "import is not supported inside a block");
                break;
        }
    }

    private void Bind(ForMap loop)
    {
        MapSymbol map = script.Map(loop.Map);
        if (map.IsUsed && map.IsScalar && script.IsLastPass)
            Error(loop.Map, $"{map} has no keys to walk over");
        if (map is { Key: not null, Value: not null })
            SetVariable(loop.Variable, TupleType.Of(map.Key, ValueOf(map.Value)), loop);
        else if (script.IsLastPass)
            Error(loop.Map, $"{map} is never assigned");
        else
            return;
        Bind(loop.Body);
    }

    private void Bind(Let let)
    {
        TraceType? declared = let.Type is null ? null : Named(let.Type);
        TraceType? value = let.Value is null ? null : TypeOf(let.Value);
        TraceType? type = declared ?? (value is null ? null : Stored(value));
        if (type is not null)
            SetVariable(let.Variable, type, let);
    }

    private void Bind(Assignment assignment)
    {
        TraceType value = TypeOf(assignment.Value);
        switch (assignment.Target)
        {
            case Discard:
                break;
            case ScratchVariable variable:
                if (value is NoneType && script.IsLastPass)
                    Error(assignment.Value, "this has no value to assign");
                SetVariable(variable, Stored(value), assignment);
                _types[variable] = _variables[variable.Name];
                break;
            case MapReference map:
                AssignMap(map, assignment, value);
                break;
            default:
                Error(assignment.Target, "only a $variable or a @map can be assigned");
                break;
        }
    }

    private void AssignMap(MapReference reference, Assignment assignment, TraceType value)
    {
        MapSymbol map = Touch(reference);
        if (value is NoneType)
        {
            if (script.IsLastPass)
                Error(assignment.Value, "this has no value to assign");
            return;
        }

        TraceType stored = Stored(value);
        if (assignment.Operator is not null && map.Value is { IsAggregation: true })
            Error(assignment, $"{map} holds {map.Value}, which only its own function can change");
        if (map.Value is null)
            map.Value = stored;
        else if (map.Value.IsAggregation != stored.IsAggregation || (map.Value.IsAggregation && map.Value.GetType() != stored.GetType()))
            Error(assignment, $"{map} holds {map.Value} and cannot be assigned {stored}", "use another map for another kind of value");
        else if (!map.Value.IsAggregation && Merge(map.Value, stored) is { } merged)
            map.Value = merged;
        else if (!map.Value.IsAggregation)
            Error(assignment, $"{map} holds {map.Value} and cannot be assigned {stored}", "use another map for another type");
        else if (map.Value != stored)
            Error(assignment, $"{map} is made with different arguments elsewhere ({map.Value.Spelling})");
        _types[reference] = map.Value;
    }

    /// <summary>What a value becomes when it is kept: integers take 64 bits, so that later assignments fit.</summary>
    internal static TraceType Stored(TraceType type) => type switch
    {
        IntegerType integer => integer.IsSigned ? IntegerType.Int64 : IntegerType.UInt64,
        TupleType tuple => TupleType.Of([.. tuple.Elements.Select(e => Stored(e.Type))]),
        RecordType record => RecordType.Of([.. record.Fields.Select(f => (f.Name, Stored(f.Type)))]),
        _ => type,
    };

    /// <summary>The type that holds both, or null where none does.</summary>
    internal static TraceType? Merge(TraceType a, TraceType b) => (a, b) switch
    {
        _ when a == b => a,
        (StringType left, StringType right) => left.Capacity >= right.Capacity ? left : right,
        (IntegerType left, IntegerType right) => left.IsSigned || right.IsSigned ? IntegerType.Int64 : IntegerType.UInt64,
        (BufferType left, BufferType right) => left.Capacity >= right.Capacity ? left : right,
        (IntegerType, EnumType or BooleanType) => a,
        (EnumType or BooleanType, IntegerType) => b,
        (EnumType or BooleanType, EnumType or BooleanType) => IntegerType.Int64,
        (PointerType, PointerType) => a,
        (PointerType, IntegerType) or (IntegerType, PointerType) => a,
        (KernelStackType, KernelStackType) or (UserStackType, UserStackType) => a,
        (TupleType left, TupleType right) when left.Elements.Count == right.Elements.Count => MergeTuples(left, right),
        _ => null,
    };

    private static TupleType? MergeTuples(TupleType left, TupleType right)
    {
        TraceType[] elements = new TraceType[left.Elements.Count];
        for (int i = 0; i < elements.Length; i++)
        {
            if (Merge(left.Elements[i].Type, right.Elements[i].Type) is not { } merged)
                return null;
            elements[i] = merged;
        }

        return TupleType.Of(elements);
    }

    /// <summary>What reading a map's value gives: an aggregation is reduced to a number.</summary>
    internal static TraceType ValueOf(TraceType type) => type switch
    {
        CountType => IntegerType.UInt64,
        SumType { IsSigned: false } or MinType { IsSigned: false } or MaxType { IsSigned: false } or AverageType { IsSigned: false } or StatsType { IsSigned: false } => IntegerType.UInt64,
        SumType or MinType or MaxType or AverageType or StatsType => IntegerType.Int64,
        _ => type,
    };

    private void SetVariable(ScratchVariable variable, TraceType type, SyntaxNode node)
    {
        if (!_variables.TryGetValue(variable.Name, out TraceType? known))
            _variables[variable.Name] = type;
        else if (Merge(known, type) is { } merged)
            _variables[variable.Name] = merged;
        else
            Error(node, $"${variable.Name} holds {known} and cannot be assigned {type}");
        _types[variable] = _variables[variable.Name];
    }

    // Notes that a map is used with this key, or without any.
    private MapSymbol Touch(MapReference reference)
    {
        MapSymbol map = script.Map(reference);
        TraceType? key = reference.Key is null ? null : Stored(TypeOf(reference.Key));
        if (key is BooleanType or EnumType)
            key = IntegerType.UInt64;
        if (!map.IsUsed)
            (map.IsUsed, map.Key, map.FirstUse) = (true, key, reference.Span);
        else if ((map.Key is null) != (key is null))
            Error(reference, key is null ? $"{map} is used with a key elsewhere" : $"{map} is used without a key elsewhere");
        else if (key is not null && Merge(map.Key!, key) is { } merged)
            map.Key = merged;
        else if (key is not null)
            Error(reference, $"the keys of {map} are {map.Key}, not {key}");
        return map;
    }

    private TraceType Named(TypeSyntax syntax)
    {
        if (syntax.TypeOfOperand is { } operand)
            return TypeOf(operand);
        if (script.Types.Resolve(syntax, PointerSpace) is { } type)
            return type;
        Error(syntax, $"there is no type {syntax.Name}", script.Types.Kernel.Image is null ? "this kernel has no BTF; define the struct in the script" : "define it in the script, or check the name: sonde bpf btf dump");
        return IntegerType.UInt64;
    }

    // Pointers point to where the program runs.
    private AddressSpace PointerSpace => target.Kind is ProbeKind.Uprobe or ProbeKind.Uretprobe or ProbeKind.Usdt ? AddressSpace.User : AddressSpace.Kernel;

    private void Scalar(Expression expression, string what)
    {
        TraceType type = TypeOf(expression);
        if (!IsScalar(type) && script.IsLastPass)
            Error(expression, $"{what} is a number, not {type}");
    }

    internal static bool IsScalar(TraceType type) => type is IntegerType or BooleanType or EnumType or PointerType or KernelSymbolType or CgroupPathType or UserNameType or TimestampType or ErrorNameType;
}

using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Binding;

internal sealed partial class ProgramBinder
{
    private static readonly string[] FunctionNames =
    [
        "printf", "print", "clear", "zero", "delete", "has_key", "len", "exit", "str", "buf", "kstack", "ustack", "ksym", "usym", "kaddr", "reg", "ntop", "pton", "macaddr", "time", "strftime",
        "system", "cat", "join", "signal", "strncmp", "strerror", "kptr", "uptr", "bswap", "count", "sum", "min", "max", "avg", "stats", "hist", "lhist", "nsecs",
        "errorf", "warnf",
    ];

    private TraceType TypeOfCall(Call call)
    {
        switch (call.Name)
        {
            case "printf" or "system" or "cat" or "errorf" or "warnf" or "debugf":
                return Formatted(call);
            case "print" or "clear" or "zero" or "len":
                return OnMap(call);
            case "delete" or "has_key":
                return OnKey(call);
            case "exit" or "time" or "join":
                Each(call);
                return new NoneType();
            case "signal":
                Each(call);
                if (!script.Settings.AllowsUnsafe)
                    Error(call, "signal() changes what programs do and needs --unsafe");
                return new NoneType();
            case "str" or "buf":
                return Text(call);
            case "kstack" or "ustack":
                return Stack(call);
            case "count" or "sum" or "min" or "max" or "avg" or "stats" or "hist" or "lhist":
                return Aggregation(call);
            default:
                return Simple(call);
        }
    }

    private TraceType Simple(Call call)
    {
        Each(call);
        switch (call.Name)
        {
            case "nsecs" or "pid" or "tid" or "comm" or "cpu" or "uid" or "gid" or "rand" or "elapsed" or "ncpus" or "cgroup" or "curtask" or "func" or "probe" or "retval" or "username" or "jiffies" or "numaid" when call.Arguments.Count <= 1:
                return Builtin(new Identifier(call.Name) { Span = call.Span });
            case "ksym":
                return new KernelSymbolType();
            case "usym":
                return new UserSymbolType();
            case "kaddr" or "reg" or "bswap":
                return call.Name == "bswap" && call.Arguments.Count == 1 ? TypeOf(call.Arguments[0]) : IntegerType.UInt64;
            case "kptr" or "uptr" when call.Arguments.Count == 1:
                AddressSpace space = call.Name == "kptr" ? AddressSpace.Kernel : AddressSpace.User;
                return TypeOf(call.Arguments[0]) is PointerType pointer ? Repoint(pointer, space) : new PointerType(new VoidType(), space);
            case "ntop":
                return new InetType();
            case "pton" when call.Arguments is [StringLiteral address]:
                return new ArrayType(IntegerType.UInt8, address.Value.Contains(':', StringComparison.Ordinal) ? 16 : 4);
            case "macaddr":
                return new MacAddressType();
            case "strftime" when call.Arguments is [StringLiteral format, _]:
                return new TimestampType(format.Value);
            case "strerror":
                return new ErrorNameType();
            case "strncmp":
                return IntegerType.UInt64;
            case "uaddr" or "cgroupid" or "cgroup_path" or "strcontains":
                Error(call, $"{call.Name}() is not supported yet");
                return IntegerType.UInt64;
            default:
                string hint = NearestName.Find(call.Name, FunctionNames) is { } near ? $"did you mean {near}()?" : "bpftrace's language reference lists the functions";
                Error(call, $"there is no function {call.Name}() with {call.Arguments.Count} arguments", hint);
                return IntegerType.UInt64;
        }
    }

    private void Each(Call call)
    {
        foreach (Expression argument in call.Arguments)
            TypeOf(argument);
    }

    private NoneType Formatted(Call call)
    {
        Each(call);
        if (call.Arguments.Count == 0 || call.Arguments[0] is not StringLiteral)
            Error(call, $"the first argument of {call.Name}() is the format, a string literal");
        if (call.Name == "system" && !script.Settings.AllowsUnsafe)
            Error(call, "system() runs programs and needs --unsafe");
        return new NoneType();
    }

    private TraceType OnMap(Call call)
    {
        if (call.Name == "len" && call.Arguments is [MapReference { Key: null }])
            return IntegerType.UInt64;
        if (call.Arguments.Count == 0)
        {
            Error(call, $"{call.Name}() needs an argument");
            return new NoneType();
        }

        if (call.Arguments[0] is MapReference { Key: null } reference)
        {
            MapSymbol map = script.Map(reference);
            if (map.Value is null && script.IsLastPass)
                Error(reference, $"{map} is never assigned");
            foreach (Expression argument in call.Arguments.Skip(1))
                TypeOf(argument);
            return call.Name == "len" ? IntegerType.UInt64 : new NoneType();
        }

        if (call.Name != "print")
            Error(call.Arguments[0], $"{call.Name}() takes a whole map");
        Each(call);
        return new NoneType();
    }

    private TraceType OnKey(Call call)
    {
        switch (call.Arguments)
        {
            case [MapReference reference]:
                Touch(reference);
                break;
            case [MapReference { Key: null } reference, var key]:
                // The newer spelling, delete(@map, key), is the same as delete(@map[key]).
                Touch(reference with { Key = key });
                break;
            default:
                Error(call, $"{call.Name}() takes a map and its key");
                break;
        }

        return new BooleanType();
    }

    private TraceType Text(Call call)
    {
        Each(call);
        if (call.Arguments.Count is 0 or > 2)
            Error(call, $"{call.Name}() takes an address and a length");
        if (call.Name == "str" && call.Arguments is [PositionalParameter or BinaryExpression { Left: PositionalParameter }, ..])
            return new StringType(Math.Max(script.ParameterText(call.Arguments[0]).Length + 1, 1));
        int length = call.Name == "str" ? script.Settings.MaximumStringLength : Math.Min(script.Settings.MaximumStringLength, 200);
        if (call.Arguments.Count == 2 && script.Literal(call.Arguments[1]) is { } literal and > 0)
            length = (int)Math.Min(literal, script.Settings.MaximumStringLength);
        else if (call.Arguments.Count == 1 && call.Name == "buf" && TypeOf(call.Arguments[0]) is { } whole and (ArrayType or StringType))
            length = whole.Size;
        return call.Name == "str" ? new StringType(length) : new BufferType(length);
    }

    private TraceType Stack(Call call)
    {
        StackMode mode = script.Settings.StackMode;
        int limit = 127;
        foreach (Expression argument in call.Arguments)
        {
            if (argument is Identifier { Name: var name } && ScriptSettings.StackModeOf(name) is { } named)
                mode = named;
            else if (script.Literal(argument) is { } number and > 0)
                limit = (int)Math.Min(number, 1024);
            else
                Error(argument, "a stack takes a mode (bpftrace, perf, raw) and a number of frames");
        }

        return call.Name == "kstack" ? new KernelStackType(mode, limit) : new UserStackType(mode, limit);
    }

    private TraceType Aggregation(Call call)
    {
        Each(call);
        bool isSigned = call.Arguments.Count == 0 || IsSigned(TypeOf(call.Arguments[0]));
        if (call.Arguments.Count == 0 && call.Name != "count")
            Error(call, $"{call.Name}() needs a number");
        switch (call.Name)
        {
            case "count":
                return new CountType();
            case "sum":
                return new SumType(isSigned);
            case "min":
                return new MinType(isSigned);
            case "max":
                return new MaxType(isSigned);
            case "avg":
                return new AverageType(isSigned);
            case "stats":
                return new StatsType(isSigned);
            case "hist":
                long bits = call.Arguments.Count > 1 ? script.Literal(call.Arguments[1]) ?? -1 : 0;
                if (bits is < 0 or > HistogramType.MaximumBits)
                    Error(call, $"the second argument of hist() is a number from 0 to {HistogramType.MaximumBits}");
                return new HistogramType((int)Math.Clamp(bits, 0, HistogramType.MaximumBits));
            default:
                return Linear(call);
        }
    }

    private LinearHistogramType Linear(Call call)
    {
        if (call.Arguments.Count != 4 || script.Literal(call.Arguments[1]) is not { } least || script.Literal(call.Arguments[2]) is not { } most || script.Literal(call.Arguments[3]) is not { } step)
        {
            Error(call, "lhist() takes a number, and the least, the most and the step as literals");
            return new LinearHistogramType(0, 1, 1);
        }

        if (step <= 0 || most <= least || (most - least) / step > LinearHistogramType.MaximumBuckets)
        {
            Error(call, $"lhist() needs a step above 0, a range, and at most {LinearHistogramType.MaximumBuckets} steps in it");
            return new LinearHistogramType(0, 1, 1);
        }

        return new LinearHistogramType(least, most, step);
    }
}

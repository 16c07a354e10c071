using System.Net;
using Sonde.Bpf.Instructions;
using Sonde.Tracing.Intermediate;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;
using MapReference = Sonde.Tracing.Syntax.MapReference;

namespace Sonde.Tracing.Lowering;

internal sealed partial class ProgramLowering
{
    private Value LowerCall(Call call, TraceType type)
    {
        switch (call.Name)
        {
            case "kstack" when type is KernelStackType stack:
                return new Value(type, StackId(stack.Limit, isUser: false));
            case "ksym" or "strerror" or "kptr" or "uptr":
                return new Value(type, Number(call.Arguments[0]));
            case "strftime":
                return new Value(type, Number(call.Arguments[1]));
            case "kaddr":
                return new Value(type, KernelAddress(call));
            case "reg":
                return new Value(type, _b.EmitLoad(Context(), RegisterOffset(call), 8));
            case "bswap":
                Operand swapped = Number(call.Arguments[0]);
                return type.Size == 1 ? new Value(type, swapped) : new Value(type, _b.EmitByteSwap(InRegister(swapped), type.Size * 8));
            case "nsecs" when call.Arguments is [Identifier { Name: "monotonic" }]:
                return new Value(type, _b.EmitCall(BpfHelper.KtimeGetNs));
            case "nsecs" when call.Arguments is [Identifier { Name: "tai" }]:
                return new Value(type, _b.EmitCall(BpfHelper.KtimeGetTaiNs));
            case "delete":
                return Delete(call, type);
            case "has_key":
                return HasKey(call, type);
            case "len":
                return new Value(type, Length(call));
            case "strncmp":
                return CompareText(call, type);
            case "pton":
                return Bytes(call, type);
            case var name when call.Arguments.Count == 0 && type is not (StringType or UserStackType or UserSymbolType):
                return Builtin(new Identifier(name) { Span = call.Span }, type);
            default:
                ThrowIfNumber(call, call.Name + "()", type);
                Value place = NewObject(type);
                LowerInto(call, place, pads: true);
                return place;
        }
    }

    private int RegisterOffset(Call call) => call.Arguments is [StringLiteral { Value: var name }] && Registers.TryGetValue(name, out int offset)
        ? offset
        : throw _script.Error(call, "reg() takes the name of a register", "such as reg(\"sp\")");

    private long KernelAddress(Call call)
    {
        string name = call.Arguments is [StringLiteral { Value: var text }] ? text : "";
        return _script.KernelSymbols(name) is { } address ? (long)address : throw _script.Error(call, $"the kernel has no symbol {name}");
    }

    // Numbers have their own cases: one that got here has none, and would be looked for for ever.
    private void ThrowIfNumber(SyntaxNode node, string name, TraceType type)
    {
        if (InRegister(type))
            throw _script.Error(node, $"{name} is not supported here");
    }

    // The kernel walks over the elements and says how many it met.
    private Operand Length(Call call)
    {
        if (call.Arguments[0] is not MapReference reference)
            throw _script.Error(call, "len() takes a map");
        CompiledMap map = _script.MapOf(reference);
        if (map.Symbol!.IsScalar)
            throw _script.Error(call, $"{map.Symbol} has no keys to count");
        IntermediateBuilder none = new($"{_program.Kind}_{_index}_count".ToLowerInvariant(), FunctionKind.Callback, 4);
        none.EmitReturn(0);
        return _b.EmitCall(BpfHelper.ForEachMapElem, _b.EmitMapHandle(map.Id), _b.EmitFunctionAddress(none.Build()), 0, 0);
    }

    private Value CompareText(Call call, TraceType type)
    {
        if (call.Arguments is not [var left, var right, var count] || Literal(count) is not { } length)
            throw _script.Error(call, "strncmp() takes two strings and a literal length");
        (Expression text, byte[]? literal) = Text(right) is { } bytes ? (left, bytes) : (right, Text(left));
        if (literal is null)
            throw _script.Error(call, "one of the strings of strncmp() must be a literal");
        Register result = _b.EmitMove(0);
        BasicBlock differs = _b.NewBlock("differs");
        BasicBlock next = _b.NewBlock();
        Value near = Near(text, TypeOf(text));
        byte[] expected = new byte[Math.Min((int)Math.Min(length, literal.Length + 1), TypeOf(text).Size)];
        literal.AsSpan(0, Math.Min(literal.Length, expected.Length)).CopyTo(expected);
        if (expected.Length == 0)
            return new Value(type, result);
        CompareBytes(near, expected, next, differs);
        _b.CurrentBlock = differs;
        _b.EmitMove(result, 1);
        _b.EmitJump(next);
        _b.CurrentBlock = next;
        return new Value(type, result);
    }

    private Value Bytes(Call call, TraceType type)
    {
        if (!IPAddress.TryParse(((StringLiteral)call.Arguments[0]).Value, out IPAddress? address))
            throw _script.Error(call, "this is no address");
        Value place = NewObject(type);
        byte[] bytes = address.GetAddressBytes();
        for (int i = 0; i < bytes.Length; i++)
            _b.EmitStore(InRegister(place.Operand), place.Offset + i, 1, bytes[i]);
        return place;
    }

    /// <summary>Objects that only a function or builtin makes.</summary>
    private void SpecialInto(Expression expression, Value place)
    {
        Register address = InRegister(place.Operand);
        Call? call = expression as Call;
        switch (place.Type)
        {
            case UserStackType stack when call is null || call.Name == "ustack":
                Register id = StackId(stack.Limit, isUser: true);
                _b.EmitStore(address, place.Offset, 8, id);
                _b.EmitStore(address, place.Offset + 8, 8, _b.EmitOperation(ArithmeticOperator.ShiftRight, _b.EmitCall(BpfHelper.GetCurrentPidTgid), 32));
                break;
            case UserSymbolType:
                Operand symbol = call is { Arguments: [var argument, ..] } ? Number(argument) : _b.EmitLoad(Context(), InstructionOffset, 8);
                _b.EmitStore(address, place.Offset, 8, symbol);
                _b.EmitStore(address, place.Offset + 8, 8, _b.EmitOperation(ArithmeticOperator.ShiftRight, _b.EmitCall(BpfHelper.GetCurrentPidTgid), 32));
                break;
            case InetType when call is not null:
                InetInto(call, place);
                break;
            case MacAddressType when call is not null:
                Fetch(Lower(call.Arguments[0]), place, 6);
                break;
            case BufferType buffer when call is not null:
                BufferInto(call, place, buffer);
                break;
            default:
                Copy(Lower(expression), place);
                break;
        }
    }

    private void Fetch(Value source, Value place, int size)
    {
        MemoryKind memory = source.IsNumber ? IsUserAddress(source.Type) ? MemoryKind.User : MemoryKind.Kernel : source.Memory;
        Register from = source.IsNumber ? InRegister(source.Operand) : AddressOf(source);
        _b.EmitCallWithoutResult(memory == MemoryKind.User ? BpfHelper.ProbeReadUser : BpfHelper.ProbeReadKernel, AddressOf(place), size, from);
    }

    private void InetInto(Call call, Value place)
    {
        const int InterNetwork = 2;
        const int InterNetworkV6 = 10;
        Register address = InRegister(place.Operand);
        ClearBytes(address, place.Offset, 20);
        Expression argument = call.Arguments[^1];
        Value value = Lower(argument);
        bool isObject = !value.IsNumber && value.Type is ArrayType or StringType or StructType;
        bool isLong = isObject && value.Type.Size == 16;
        Operand family = call.Arguments.Count == 2 ? Number(call.Arguments[0]) : isLong ? InterNetworkV6 : InterNetwork;
        _b.EmitStore(address, place.Offset, 4, family);
        Value bytes = place with { Offset = place.Offset + 4 };
        if (isObject)
            Fetch(value, bytes, Math.Min(16, value.Type.Size));
        else if (value.Type is PointerType)
            Fetch(value, bytes, 16);
        else
            _b.EmitStore(address, place.Offset + 4, 4, value.IsNumber ? value.Operand : LoadNumber(value));
    }

    private void BufferInto(Call call, Value place, BufferType buffer)
    {
        Register address = InRegister(place.Operand);
        Value source = Lower(call.Arguments[0]);
        Operand length = buffer.Capacity;
        if (call.Arguments.Count == 2 && Literal(call.Arguments[1]) is null)
            length = Bounded(InRegister(Number(call.Arguments[1])), buffer.Capacity);
        ClearBytes(address, place.Offset, place.Type.Size);
        _b.EmitStore(address, place.Offset, 4, length);
        MemoryKind memory = source.IsNumber ? IsUserAddress(source.Type) ? MemoryKind.User : MemoryKind.Kernel : source.Memory;
        Register from = source.IsNumber ? InRegister(source.Operand) : AddressOf(source);
        _b.EmitCallWithoutResult(memory == MemoryKind.User ? BpfHelper.ProbeReadUser : BpfHelper.ProbeReadKernel, _b.EmitOperation(ArithmeticOperator.Add, address, place.Offset + BufferType.HeaderSize), length, from);
    }
}

using System.Buffers.Binary;
using System.Text;
using Sonde.Bpf.Instructions;
using Sonde.Tracing.Intermediate;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;
using MapReference = Sonde.Tracing.Syntax.MapReference;

namespace Sonde.Tracing.Lowering;

internal sealed partial class ProgramLowering
{
    private const int LargestInlineCopy = 128;

    /// <summary>Writes the value of an expression to an object's place, as the object's type wants it.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="place">Where it goes, and as what.</param>
    /// <param name="pads">True where bytes behind a string's end must be zero, because the whole is compared: in keys and variables.</param>
    private void LowerInto(Expression expression, Value place, bool pads)
    {
        Register address = InRegister(place.Operand);
        switch (place.Type)
        {
            case StringType text:
                StringInto(expression, place, text, pads);
                break;
            case TupleType tuple when expression is TupleLiteral literal:
                if (pads)
                    Clear(place);
                for (int i = 0; i < literal.Elements.Count; i++)
                    LowerInto(literal.Elements[i], place with { Type = tuple.Elements[i].Type, Offset = place.Offset + tuple.Elements[i].Offset }, pads);
                break;
            case RecordType record when expression is RecordLiteral literal:
                if (pads)
                    Clear(place);
                for (int i = 0; i < literal.Values.Count; i++)
                    LowerInto(literal.Values[i], place with { Type = record.Fields[i].Type, Offset = place.Offset + record.Fields[i].Offset }, pads);
                break;
            case UserStackType or UserSymbolType or InetType or MacAddressType or BufferType when expression is Call or Identifier:
                SpecialInto(expression, place);
                break;
            case var type when InRegister(type):
                _b.EmitStore(address, place.Offset, type.Size is 1 or 2 or 4 or 8 ? type.Size : 8, Number(expression));
                break;
            default:
                Copy(Lower(expression), place);
                break;
        }
    }

    private void StringInto(Expression expression, Value place, StringType text, bool pads)
    {
        Register address = InRegister(place.Operand);
        switch (expression)
        {
            case StringLiteral literal:
                Constant(Encoding.UTF8.GetBytes(literal.Value), address, place.Offset, text.Capacity, pads);
                return;
            case Call { Name: "str", Arguments: [PositionalParameter or BinaryExpression { Left: PositionalParameter }, ..] } parameter:
                Constant(Encoding.UTF8.GetBytes(_script.ParameterText(parameter.Arguments[0])), address, place.Offset, text.Capacity, pads);
                return;
            case Call { Name: "str" } call:
                if (pads)
                    Clear(place);
                ReadString(call, place, text.Capacity);
                return;
            case Identifier { Name: "comm" } or Call { Name: "comm" }:
                if (pads && text.Capacity > 16)
                    Clear(place);
                _b.EmitCallWithoutResult(BpfHelper.GetCurrentComm, AddressOf(place), Math.Min(16, text.Capacity));
                return;
            case Identifier { Name: "probetype" }:
                Constant(Encoding.UTF8.GetBytes(_program.Kind.ToString().ToLowerInvariant()), address, place.Offset, text.Capacity, pads);
                return;
        }

        Value source = Lower(expression);
        int size = Math.Min(source.Type.Size, text.Capacity);
        if (pads && size < text.Capacity)
            Clear(place);
        if (source.Memory is MemoryKind.Kernel or MemoryKind.User)
            _b.EmitCallWithoutResult(source.Memory == MemoryKind.User ? BpfHelper.ProbeReadUserStr : BpfHelper.ProbeReadKernelStr, AddressOf(place), size, AddressOf(source));
        else
            Copy(source with { Type = new StringType(size) }, place);
    }

    private void ReadString(Call call, Value place, int capacity)
    {
        Value source = Lower(call.Arguments[0]);
        bool isUser = source.IsNumber ? IsUserAddress(source.Type) : source.Memory == MemoryKind.User;
        Register from = source.IsNumber ? InRegister(source.Operand) : AddressOf(source);
        Operand size = capacity;
        if (call.Arguments.Count == 2 && Literal(call.Arguments[1]) is null)
            size = Bounded(_b.EmitOperation(ArithmeticOperator.Add, Number(call.Arguments[1]), 1), capacity);
        _b.EmitCallWithoutResult(isUser ? BpfHelper.ProbeReadUserStr : BpfHelper.ProbeReadKernelStr, AddressOf(place), size, from);
    }

    // The verifier wants to see that a length fits: 1 to the most.
    private Register Bounded(Register length, long most)
    {
        Register result = _b.EmitMove(length);
        BasicBlock cut = _b.NewBlock("cut");
        BasicBlock next = _b.NewBlock();
        _b.EmitBranch(Comparison.LessOrEqual, result, most, next, cut);
        _b.CurrentBlock = cut;
        _b.EmitMove(result, most);
        _b.EmitJump(next);
        _b.CurrentBlock = next;
        return result;
    }

    private void Constant(byte[] bytes, Register address, int offset, int capacity, bool pads)
    {
        int length = Math.Min(bytes.Length, capacity - 1);
        // The end is written with the text; nothing behind it matters unless it is compared.
        byte[] image = new byte[pads ? (capacity + 7) / 8 * 8 : (length + 8) / 8 * 8];
        bytes.AsSpan(0, length).CopyTo(image);
        int end = pads ? capacity : Math.Min(capacity, image.Length);
        int at = 0;
        while (at < end)
        {
            int step = Step(offset + at, end - at);
            long value = step switch
            {
                8 => BinaryPrimitives.ReadInt64LittleEndian(image.AsSpan(at)),
                4 => BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(at)),
                2 => BinaryPrimitives.ReadInt16LittleEndian(image.AsSpan(at)),
                _ => (sbyte)image[at],
            };
            _b.EmitStore(address, offset + at, step, value);
            at += step;
        }
    }

    /// <summary>Zeroes an object.</summary>
    private void Clear(Value place) => ClearBytes(InRegister(place.Operand), place.Offset, place.Type.Size);

    private void ClearBytes(Register address, int offset, int size)
    {
        for (int end = offset + size; offset < end;)
        {
            int step = Step(offset, end - offset);
            _b.EmitStore(address, offset, step, 0);
            offset += step;
        }
    }

    /// <summary>Copies an object to a place of at least its size.</summary>
    private void Copy(Value source, Value place)
    {
        if (source.IsNumber)
        {
            int size = place.Type.Size is 1 or 2 or 4 or 8 ? place.Type.Size : 8;
            _b.EmitStore(InRegister(place.Operand), place.Offset, size, source.Operand);
            return;
        }

        int bytes = Math.Min(source.Type.Size, place.Type.Size);
        if (source.Memory is MemoryKind.Program)
            CopyBytes(InRegister(source.Operand), source.Offset, InRegister(place.Operand), place.Offset, bytes);
        else
            _b.EmitCallWithoutResult(source.Memory == MemoryKind.User ? BpfHelper.ProbeReadUser : BpfHelper.ProbeReadKernel, AddressOf(place), bytes, AddressOf(source));
    }

    private void CopyBytes(Register from, int fromOffset, Register to, int toOffset, int size)
    {
        if (size > LargestInlineCopy)
        {
            Register source = fromOffset == 0 ? from : _b.EmitOperation(ArithmeticOperator.Add, from, fromOffset);
            Register target = toOffset == 0 ? to : _b.EmitOperation(ArithmeticOperator.Add, to, toOffset);
            _b.EmitCallWithoutResult(BpfHelper.ProbeReadKernel, target, size, source);
            return;
        }

        for (int at = 0; at < size;)
        {
            int step = Math.Min(Step(fromOffset + at, size - at), Step(toOffset + at, size - at));
            _b.EmitStore(to, toOffset + at, step, _b.EmitLoad(from, fromOffset + at, step));
            at += step;
        }
    }

    private static int Step(int offset, int left)
    {
        int step = 8;
        while (step > left || offset % step != 0)
            step /= 2;
        return step;
    }

    /// <summary>An object in the program's own memory: the value itself where it is there already, a copy otherwise.</summary>
    private Value Near(Expression expression, TraceType type)
    {
        if (expression is ScratchVariable or MapReference && Lower(expression) is { Memory: MemoryKind.Program } near && near.Type == type)
            return near;
        Value place = NewObject(type);
        LowerInto(expression, place, pads: true);
        return place;
    }
}

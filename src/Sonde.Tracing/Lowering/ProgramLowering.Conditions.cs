using System.Buffers.Binary;
using System.Text;
using Sonde.Tracing.Binding;
using Sonde.Tracing.Intermediate;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Lowering;

internal sealed partial class ProgramLowering
{
    /// <summary>Goes on in one block or the other, without making a number of the condition.</summary>
    private void Branch(Expression condition, BasicBlock whenTrue, BasicBlock whenFalse)
    {
        switch (condition)
        {
            case Unary { Operator: UnaryOperator.Not, Operand: var operand }:
                Branch(operand, whenFalse, whenTrue);
                break;
            case BinaryExpression { Operator: BinaryOperator.LogicalAnd } and:
                BasicBlock second = _b.NewBlock("and");
                Branch(and.Left, second, whenFalse);
                _b.CurrentBlock = second;
                Branch(and.Right, whenTrue, whenFalse);
                break;
            case BinaryExpression { Operator: BinaryOperator.LogicalOr } or:
                BasicBlock other = _b.NewBlock("or");
                Branch(or.Left, whenTrue, other);
                _b.CurrentBlock = other;
                Branch(or.Right, whenTrue, whenFalse);
                break;
            case BinaryExpression { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual } comparison:
                Compare(comparison, whenTrue, whenFalse);
                break;
            default:
                _b.EmitBranch(Comparison.NotEqual, Number(condition), 0, whenTrue, whenFalse);
                break;
        }
    }

    private void Compare(BinaryExpression comparison, BasicBlock whenTrue, BasicBlock whenFalse)
    {
        TraceType left = TypeOf(comparison.Left);
        TraceType right = TypeOf(comparison.Right);
        bool isEqual = comparison.Operator == BinaryOperator.Equal;
        if (left is StringType or BufferType && right is StringType or BufferType)
        {
            CompareText(comparison, isEqual ? whenTrue : whenFalse, isEqual ? whenFalse : whenTrue);
            return;
        }

        if (!InRegister(left) && !InRegister(right))
        {
            CompareObjects(comparison.Left, comparison.Right, left, isEqual ? whenTrue : whenFalse, isEqual ? whenFalse : whenTrue);
            return;
        }

        bool isSigned = ProgramBinder.IsSigned(comparison.Left, left, comparison.Right, right);
        Comparison kind = comparison.Operator switch
        {
            BinaryOperator.Equal => Comparison.Equal,
            BinaryOperator.NotEqual => Comparison.NotEqual,
            BinaryOperator.Less => isSigned ? Comparison.SignedLess : Comparison.Less,
            BinaryOperator.LessOrEqual => isSigned ? Comparison.SignedLessOrEqual : Comparison.LessOrEqual,
            BinaryOperator.Greater => isSigned ? Comparison.SignedGreater : Comparison.Greater,
            _ => isSigned ? Comparison.SignedGreaterOrEqual : Comparison.GreaterOrEqual,
        };
        Operand a = Number(comparison.Left);
        Operand b = Number(comparison.Right);
        _b.EmitBranch(kind, a, b, whenTrue, whenFalse);
    }

    private void CompareText(BinaryExpression comparison, BasicBlock whenEqual, BasicBlock whenDifferent)
    {
        (Expression text, byte[]? literal) = (Text(comparison.Left), Text(comparison.Right)) switch
        {
            (_, { } right) => (comparison.Left, right),
            ({ } left, _) => (comparison.Right, left),
            _ => (comparison.Left, null),
        };
        if (literal is null)
        {
            // Both are padded with zeros, so all bytes of the shorter and then its end decide.
            CompareObjects(comparison.Left, comparison.Right, TypeOf(comparison.Left).Size <= TypeOf(comparison.Right).Size ? TypeOf(comparison.Left) : TypeOf(comparison.Right), whenEqual, whenDifferent);
            return;
        }

        TraceType type = TypeOf(text);
        if (literal.Length >= type.Size)
        {
            // It does not fit, so it is not there; but what the text is made of is still evaluated.
            Near(text, type);
            _b.EmitJump(whenDifferent);
            return;
        }

        byte[] end = new byte[literal.Length + 1];
        literal.CopyTo(end, 0);
        CompareBytes(Near(text, type), end, whenEqual, whenDifferent);
    }

    private byte[]? Text(Expression expression) => expression switch
    {
        StringLiteral literal => Encoding.UTF8.GetBytes(literal.Value),
        Call { Name: "str", Arguments: [PositionalParameter or BinaryExpression { Left: PositionalParameter }, ..] } call => Encoding.UTF8.GetBytes(_script.ParameterText(call.Arguments[0])),
        _ => null,
    };

    /// <summary>Compares an object with bytes that are known.</summary>
    private void CompareBytes(Value value, ReadOnlySpan<byte> bytes, BasicBlock whenEqual, BasicBlock whenDifferent)
    {
        Register address = InRegister(value.Operand);
        for (int at = 0; at < bytes.Length;)
        {
            int step = Step(value.Offset + at, bytes.Length - at);
            long expected = step switch
            {
                8 => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]),
                4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]),
                2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]),
                _ => bytes[at],
            };
            at += step;
            BasicBlock next = at < bytes.Length ? _b.NewBlock("more") : whenEqual;
            _b.EmitBranch(Comparison.Equal, _b.EmitLoad(address, value.Offset + at - step, step), expected, next, whenDifferent);
            if (at < bytes.Length)
                _b.CurrentBlock = next;
        }
    }

    private void CompareObjects(Expression left, Expression right, TraceType shorter, BasicBlock whenEqual, BasicBlock whenDifferent)
    {
        Value a = Near(left, TypeOf(left));
        Value b = Near(right, TypeOf(right));
        Register first = InRegister(a.Operand);
        Register second = InRegister(b.Operand);
        for (int at = 0; at < shorter.Size;)
        {
            int step = Math.Min(Step(a.Offset + at, shorter.Size - at), Step(b.Offset + at, shorter.Size - at));
            BasicBlock next = at + step < shorter.Size ? _b.NewBlock("more") : whenEqual;
            _b.EmitBranch(Comparison.Equal, _b.EmitLoad(first, a.Offset + at, step), _b.EmitLoad(second, b.Offset + at, step), next, whenDifferent);
            at += step;
            if (at < shorter.Size)
                _b.CurrentBlock = next;
        }
    }

    private Value Truth(Expression condition, TraceType type)
    {
        Register result = _b.NewRegister();
        BasicBlock yes = _b.NewBlock("true");
        BasicBlock no = _b.NewBlock("false");
        BasicBlock next = _b.NewBlock();
        Branch(condition, yes, no);
        _b.CurrentBlock = yes;
        _b.EmitMove(result, 1);
        _b.EmitJump(next);
        _b.CurrentBlock = no;
        _b.EmitMove(result, 0);
        _b.EmitJump(next);
        _b.CurrentBlock = next;
        return new Value(type, result);
    }

    private Register Truth(Operand number)
    {
        Register result = _b.EmitMove(1);
        BasicBlock no = _b.NewBlock("zero");
        BasicBlock next = _b.NewBlock();
        _b.EmitBranch(Comparison.Equal, number, 0, no, next);
        _b.CurrentBlock = no;
        _b.EmitMove(result, 0);
        _b.EmitJump(next);
        _b.CurrentBlock = next;
        return result;
    }
}

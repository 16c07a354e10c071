using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>Writes stacks: a line break, then a line per frame in the stack's mode.</summary>
internal static class StackText
{
    private const int ValueIndent = 8;
    private const int KeyIndent017 = 4;

    /// <summary>Writes the frames.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="frames">The frames, innermost first.</param>
    /// <param name="mode">How.</param>
    /// <param name="isUser">Whether it is a user stack: <see cref="StackMode.Perf"/> then shows the module.</param>
    /// <param name="isKey">Whether it is (part of) a map key.</param>
    /// <param name="dialect">Whose spelling.</param>
    public static void Append(
        OutputBuffer output, IReadOnlyList<SymbolizedFrame> frames, StackMode mode, bool isUser, bool isKey, OutputDialect dialect)
    {
        if (frames.Count == 0 && dialect == OutputDialect.Version017)
            return;
        output.Append((byte)'\n');
        var indent = isKey && dialect == OutputDialect.Version017 ? KeyIndent017 : ValueIndent;
        for (var i = 0; i < frames.Count; i++)
        {
            SymbolizedFrame frame = frames[i];
            switch (mode)
            {
                case StackMode.Perf:
                    output.Append((byte)'\t');
                    output.AppendHexadecimal(frame.Address);
                    output.Append((byte)' ');
                    AppendSymbol(output, frame, withOffset: true);
                    if (isUser)
                        AppendModule(output, frame);
                    break;
                case StackMode.Raw:
                    output.AppendHexadecimal(frame.Address);
                    break;
                case StackMode.BuildId when frame.BuildId is not null:
                    output.Append(frame.BuildId);
                    output.Append(" 0x"u8);
                    AppendTwoDigits(output, frame.FileOffset);
                    break;
                case StackMode.BuildId:
                    output.AppendHexadecimal(frame.Address);
                    break;
                default:
                    output.AppendRepeated((byte)' ', indent);
                    AppendSymbol(output, frame, withOffset: true);
                    break;
            }

            output.Append((byte)'\n');
        }
    }

    /// <summary>Writes a symbol, or the address in hexadecimal where there is none.</summary>
    public static void AppendSymbol(OutputBuffer output, SymbolizedFrame frame, bool withOffset)
    {
        if (frame.Symbol is null)
        {
            output.Append("0x"u8);
            output.AppendHexadecimal(frame.Address);
            return;
        }

        output.Append(frame.Symbol);
        if (!withOffset)
            return;
        output.Append((byte)'+');
        output.Append(frame.Offset);
    }

    private static void AppendModule(OutputBuffer output, SymbolizedFrame frame)
    {
        output.Append(" ("u8);
        output.Append(frame.Module ?? "[unknown]");
        output.Append((byte)')');
    }

    private static void AppendTwoDigits(OutputBuffer output, ulong value)
    {
        if (value < 16)
            output.Append((byte)'0');
        output.AppendHexadecimal(value);
    }
}

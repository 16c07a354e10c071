using System.Buffers;

namespace Sonde.Terminal;

/// <summary>The quick way out: nearly all text is printable ASCII, which needs no escaping and takes one cell a character.</summary>
internal static class PrintableAscii
{
    private static readonly SearchValues<char> Units = SearchValues.Create(
        " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");
    private static readonly SearchValues<byte> Bytes = SearchValues.Create(
        " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <summary>True where <paramref name="text"/> holds nothing else.</summary>
    internal static bool IsAll(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Units);

    /// <inheritdoc cref="IsAll(ReadOnlySpan{char})"/>
    internal static bool IsAll(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(Bytes);
}

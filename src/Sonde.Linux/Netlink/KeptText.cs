using System.Text;

namespace Sonde.Linux.Netlink;

/// <summary>
/// A short text of the kernel that is made into a string only when it changed, so that a record read again and again allocates nothing.
/// </summary>
internal sealed class KeptText
{
    private byte[] _bytes = [];
    private string _kept = "";

    /// <summary>The text; empty after <see cref="Clear"/>.</summary>
    public string Value => IsEmpty ? "" : _kept;

    /// <summary>True where there is no text.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Forgets the text, but keeps the string for the case that the same text comes back.</summary>
    public void Clear() => IsEmpty = true;

    /// <summary>Takes over <paramref name="text"/>; bytes that are no UTF-8 become replacement characters.</summary>
    public void Set(ReadOnlySpan<byte> text)
    {
        IsEmpty = text.IsEmpty;
        if (IsEmpty || text.SequenceEqual(_bytes))
            return;
        _bytes = text.ToArray();
        _kept = Encoding.UTF8.GetString(text);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>One attribute of a netlink message: a type and a value of any length. Source: netlink(7).</summary>
internal readonly ref struct NetlinkAttribute
{
    private NetlinkAttribute(ushort type, ReadOnlySpan<byte> value)
    {
        Type = type;
        Value = value;
    }

    /// <summary>The attribute's type, without the flags for nesting and byte order.</summary>
    public ushort Type { get; }

    /// <summary>The value's bytes; for a nested attribute, its attributes.</summary>
    public ReadOnlySpan<byte> Value { get; }

    /// <summary>The value up to its first zero byte.</summary>
    public ReadOnlySpan<byte> Text
    {
        get
        {
            int end = Value.IndexOf((byte)0);
            return end < 0 ? Value : Value[..end];
        }
    }

    /// <summary>
    /// Takes the next attribute off <paramref name="attributes"/>; false where nothing is left, or what is left is no whole attribute.
    /// </summary>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> attributes, out NetlinkAttribute attribute)
    {
        attribute = default;
        if (!MemoryMarshal.TryRead(attributes, out NlAttr header))
            return false;
        int length = header.nla_len;
        if (length < Unsafe.SizeOf<NlAttr>() || length > attributes.Length)
            return false;
        attribute = new NetlinkAttribute((ushort)(header.nla_type & NetlinkUapi.NLA_TYPE_MASK), attributes[Unsafe.SizeOf<NlAttr>()..length]);
        attributes = attributes[Math.Min(NetlinkMessage.Align(length), attributes.Length)..];
        return true;
    }

    /// <summary>Finds the first attribute of <paramref name="type"/>.</summary>
    public static bool TryFind(ReadOnlySpan<byte> attributes, ushort type, out NetlinkAttribute attribute)
    {
        while (TryTake(ref attributes, out attribute))
        {
            if (attribute.Type == type)
                return true;
        }

        return false;
    }

    /// <summary>The value as a <typeparamref name="T"/>; false where it is shorter.</summary>
    public bool TryRead<T>(out T value)
        where T : unmanaged => MemoryMarshal.TryRead(Value, out value);

    /// <summary>
    /// As much of the value as a <typeparamref name="T"/> holds: kernels append fields to their records, so a record is longer or shorter than the
    /// one known here.
    /// </summary>
    /// <param name="value">The record; what the kernel did not send is zero.</param>
    /// <returns>The number of bytes that the kernel sent of it.</returns>
    public int ReadPrefix<T>(out T value)
        where T : unmanaged
    {
        value = default;
        Span<byte> bytes = MemoryMarshal.AsBytes(new Span<T>(ref value));
        int length = Math.Min(Value.Length, bytes.Length);
        Value[..length].CopyTo(bytes);
        return length;
    }
}

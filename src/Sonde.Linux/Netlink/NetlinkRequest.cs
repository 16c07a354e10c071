using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>Builds one request in a buffer of the caller, which must be large enough.</summary>
internal ref struct NetlinkRequest
{
    private readonly Span<byte> _buffer;
    private int _length;

    /// <summary>Begins a request of <paramref name="type"/>.</summary>
    /// <param name="buffer">Where the request is built.</param>
    /// <param name="type">The protocol's message type.</param>
    /// <param name="flags">NLM_F_* bits besides NLM_F_REQUEST.</param>
    public NetlinkRequest(Span<byte> buffer, ushort type, ushort flags)
    {
        _buffer = buffer;
        Append(new NlMsgHdr { nlmsg_type = type, nlmsg_flags = (ushort)(NetlinkUapi.NLM_F_REQUEST | flags) });
    }

    /// <summary>The request so far, with its length in its header.</summary>
    public readonly Span<byte> Bytes
    {
        get
        {
            Span<byte> bytes = _buffer[.._length];
            MemoryMarshal.AsRef<NlMsgHdr>(bytes).nlmsg_len = (uint)_length;
            return bytes;
        }
    }

    /// <summary>Appends a fixed part.</summary>
    public void Append<T>(in T part)
        where T : unmanaged
    {
        MemoryMarshal.Write(_buffer[_length..], part);
        Advance(Unsafe.SizeOf<T>());
    }

    /// <summary>Appends an attribute.</summary>
    public void AppendAttribute(ushort type, ReadOnlySpan<byte> value)
    {
        Append(new NlAttr { nla_type = type, nla_len = (ushort)(Unsafe.SizeOf<NlAttr>() + value.Length) });
        value.CopyTo(_buffer[_length..]);
        Advance(value.Length);
    }

    private void Advance(int bytes)
    {
        int aligned = NetlinkMessage.Align(bytes);
        _buffer[(_length + bytes)..(_length + aligned)].Clear();
        _length += aligned;
    }
}

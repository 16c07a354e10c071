namespace Sonde.Proc.Network;

/// <summary>
/// Counters of IP, ICMP, TCP, UDP and others under nstat's names: TcpRetransSegs, TcpExtListenDrops, Ip6InReceives. Reads both formats, the one of two lines
/// (snmp, netstat: names, then values) and the one of a line per counter (snmp6, sctp/snmp). Of Sonde's network namespace.
/// Source: net/ipv4/proc.c, net/ipv6/proc.c, Documentation/networking/snmp_counter.rst.
/// </summary>
public sealed class ProtocolCounters : MergedSnapshot
{
    /// <summary>The counters of the RFCs for IPv4, ICMP, TCP and UDP.</summary>
    public const string SnmpPath = "/proc/net/snmp";

    /// <summary>Linux's own counters: TcpExt, IpExt, MPTcpExt.</summary>
    public const string NetstatPath = "/proc/net/netstat";

    /// <summary>The counters of IPv6; missing where IPv6 is off.</summary>
    public const string Snmp6Path = "/proc/net/snmp6";

    /// <summary>
    /// The values by name. Most are counters since boot; a few are gauges or settings (TcpCurrEstab, TcpRtoMin). Negative ones, such as
    /// TcpMaxConn -1, are in two's complement.
    /// </summary>
    public NamedCounters Values { get; } = new();

    /// <inheritdoc/>
    protected override void Begin() => Values.Begin();

    /// <inheritdoc/>
    protected override void ParsePart(ReadOnlySpan<byte> text)
    {
        bool any = false;
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (!words.TryReadWord(out ReadOnlySpan<byte> first))
                continue;
            if (first[^1] == ':')
            {
                if (!lines.TryReadLine(out ReadOnlySpan<byte> valueLine))
                    throw new KernelTextException("a line of names has no line of values");
                ParsePair(first, ref words, valueLine);
            }
            else if (TryReadValue(ref words, out ulong value))
            {
                Values.Set(first, value);
            }
            else
            {
                continue;
            }

            any = true;
        }

        if (!any)
            throw new KernelTextException("it has no counter");
    }

    private void ParsePair(ReadOnlySpan<byte> label, ref TextScanner names, ReadOnlySpan<byte> valueLine)
    {
        TextScanner values = new(valueLine);
        if (!values.TryReadWord(out ReadOnlySpan<byte> secondLabel) || !secondLabel.SequenceEqual(label))
            throw new KernelTextException("a line of names and a line of values do not belong together");
        ReadOnlySpan<byte> prefix = label[..^1];
        while (names.TryReadWord(out ReadOnlySpan<byte> name))
        {
            if (!TryReadValue(ref values, out ulong value))
                throw new KernelTextException("a line of values is shorter than its names, or has a word that is not a number");
            Values.Set(prefix, name, value);
        }
    }

    private static bool TryReadValue(ref TextScanner words, out ulong value)
    {
        if (words.MoveToWord() && words.Rest[0] == '-' && words.TryReadInt64(out long signed))
        {
            value = unchecked((ulong)signed);
            return true;
        }

        return words.TryReadUInt64(out value);
    }
}

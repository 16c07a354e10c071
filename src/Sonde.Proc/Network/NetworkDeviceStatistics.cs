namespace Sonde.Proc.Network;

/// <summary>
/// Counters of all interfaces in Sonde's network namespace. The headings decide which column is which. Source: /proc/net/dev, net/core/net-procfs.c.
/// </summary>
public sealed class NetworkDeviceStatistics : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/net/dev";

    private const int LargestColumnCount = 64;

    private readonly SnapshotRows<NetworkDeviceCounters> _rows = new();
    private readonly NameCache _names = new();
    private readonly Column[] _columns = new Column[LargestColumnCount];
    private int _columnCount;

    private enum Column : byte
    {
        Unknown,
        ReceiveBytes,
        ReceivePackets,
        ReceiveErrors,
        ReceiveDropped,
        ReceiveFifo,
        ReceiveFrame,
        ReceiveCompressed,
        ReceiveMulticast,
        TransmitBytes,
        TransmitPackets,
        TransmitErrors,
        TransmitDropped,
        TransmitFifo,
        TransmitCollisions,
        TransmitCarrier,
        TransmitCompressed,
    }

    /// <summary>The interfaces in the kernel's order, loopback included.</summary>
    public ReadOnlySpan<NetworkDeviceCounters> Devices => _rows.Rows;

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        _rows.Begin();
        TextScanner lines = new(text);
        if (!lines.TryReadLine(out _) || !lines.TryReadLine(out ReadOnlySpan<byte> headings))
            throw new KernelTextException("it lacks the lines of headings");
        ParseHeadings(headings);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            // Names of old aliases contain a colon (eth0:1); counters never do.
            int colon = line.LastIndexOf((byte)':');
            if (colon >= 0)
                ParseDevice(line[..colon].Trim((byte)' '), new TextScanner(line[(colon + 1)..]));
        }
    }

    private void ParseHeadings(ReadOnlySpan<byte> line)
    {
        TextScanner groups = new(line);
        if (!groups.TryReadUntil((byte)'|', out _) || !groups.TryReadUntil((byte)'|', out ReadOnlySpan<byte> receive))
            throw new KernelTextException("its headings are not those of interface counters");
        _columnCount = 0;
        TextScanner words = new(receive);
        while (_columnCount < LargestColumnCount && words.TryReadWord(out ReadOnlySpan<byte> heading))
            _columns[_columnCount++] = ReceiveColumn(heading);
        words = new TextScanner(groups.Rest);
        while (_columnCount < LargestColumnCount && words.TryReadWord(out ReadOnlySpan<byte> heading))
            _columns[_columnCount++] = TransmitColumn(heading);
        if (Array.IndexOf(_columns, Column.ReceiveBytes, 0, _columnCount) < 0 || Array.IndexOf(_columns, Column.TransmitBytes, 0, _columnCount) < 0)
            throw new KernelTextException("its headings lack the bytes");
    }

    private void ParseDevice(ReadOnlySpan<byte> name, TextScanner words)
    {
        ref NetworkDeviceCounters row = ref _rows.Append();
        row = new NetworkDeviceCounters { Name = _names.Get(name) };
        for (int i = 0; i < _columnCount; i++)
            Store(ref row, _columns[i], words.ReadUInt64("a counter of an interface"));
    }

    private static Column ReceiveColumn(ReadOnlySpan<byte> heading) => heading switch
    {
        _ when heading.SequenceEqual("bytes"u8) => Column.ReceiveBytes,
        _ when heading.SequenceEqual("packets"u8) => Column.ReceivePackets,
        _ when heading.SequenceEqual("errs"u8) => Column.ReceiveErrors,
        _ when heading.SequenceEqual("drop"u8) => Column.ReceiveDropped,
        _ when heading.SequenceEqual("fifo"u8) => Column.ReceiveFifo,
        _ when heading.SequenceEqual("frame"u8) => Column.ReceiveFrame,
        _ when heading.SequenceEqual("compressed"u8) => Column.ReceiveCompressed,
        _ when heading.SequenceEqual("multicast"u8) => Column.ReceiveMulticast,
        _ => Column.Unknown,
    };

    private static Column TransmitColumn(ReadOnlySpan<byte> heading) => heading switch
    {
        _ when heading.SequenceEqual("bytes"u8) => Column.TransmitBytes,
        _ when heading.SequenceEqual("packets"u8) => Column.TransmitPackets,
        _ when heading.SequenceEqual("errs"u8) => Column.TransmitErrors,
        _ when heading.SequenceEqual("drop"u8) => Column.TransmitDropped,
        _ when heading.SequenceEqual("fifo"u8) => Column.TransmitFifo,
        _ when heading.SequenceEqual("colls"u8) => Column.TransmitCollisions,
        _ when heading.SequenceEqual("carrier"u8) => Column.TransmitCarrier,
        _ when heading.SequenceEqual("compressed"u8) => Column.TransmitCompressed,
        _ => Column.Unknown,
    };

    private static void Store(ref NetworkDeviceCounters row, Column column, ulong value)
    {
        switch (column)
        {
            case Column.ReceiveBytes: row.ReceiveBytes = value; break;
            case Column.ReceivePackets: row.ReceivePackets = value; break;
            case Column.ReceiveErrors: row.ReceiveErrors = value; break;
            case Column.ReceiveDropped: row.ReceiveDropped = value; break;
            case Column.ReceiveFifo: row.ReceiveFifo = value; break;
            case Column.ReceiveFrame: row.ReceiveFrame = value; break;
            case Column.ReceiveCompressed: row.ReceiveCompressed = value; break;
            case Column.ReceiveMulticast: row.ReceiveMulticast = value; break;
            case Column.TransmitBytes: row.TransmitBytes = value; break;
            case Column.TransmitPackets: row.TransmitPackets = value; break;
            case Column.TransmitErrors: row.TransmitErrors = value; break;
            case Column.TransmitDropped: row.TransmitDropped = value; break;
            case Column.TransmitFifo: row.TransmitFifo = value; break;
            case Column.TransmitCollisions: row.TransmitCollisions = value; break;
            case Column.TransmitCarrier: row.TransmitCarrier = value; break;
            case Column.TransmitCompressed: row.TransmitCompressed = value; break;
            default: break;
        }
    }
}

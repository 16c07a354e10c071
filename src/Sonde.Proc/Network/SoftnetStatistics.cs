namespace Sonde.Proc.Network;

/// <summary>
/// The receive path of each online CPU. Columns have no names and grow at the end: 9 in old kernels, 10 with RPS, 11 with the flow limit, 13 with
/// backlog and CPU id (Linux 5.10), 15 since 6.4. Source: /proc/net/softnet_stat, net/core/net-procfs.c (softnet_seq_show).
/// </summary>
public sealed class SoftnetStatistics : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/net/softnet_stat";

    private const int ColumnsAlways = 3;
    private const int ReceivedRps = 9;
    private const int FlowLimit = 10;
    private const int BacklogLength = 11;
    private const int CpuId = 12;

    private readonly SnapshotRows<SoftnetCounters> _rows = new();

    /// <summary>A row for each online CPU, in ascending order.</summary>
    public ReadOnlySpan<SoftnetCounters> Cpus => _rows.Rows;

    /// <summary>True where the kernel prints CPU ids (Linux 5.10); otherwise rows are numbered in order, which is wrong after an offline CPU.</summary>
    public bool HasCpuIds { get; private set; }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        _rows.Begin();
        HasCpuIds = false;
        Span<uint> columns = stackalloc uint[CpuId + 1];
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            columns.Clear();
            int count = 0;
            while (count < columns.Length && words.MoveToWord())
            {
                if (!words.TryReadHexadecimal(out ulong value))
                    throw new KernelTextException("a column is not a hexadecimal number");
                columns[count++] = (uint)value;
            }

            if (count < ColumnsAlways)
                throw new KernelTextException($"a line has {count} columns, and every kernel prints at least 9");
            HasCpuIds = count > CpuId;
            if (HasCpuIds && columns[CpuId] >= Cpu.ProcStat.LargestCpuCount)
                throw new KernelTextException($"it names CPU {columns[CpuId]}, and Linux has at most {Cpu.ProcStat.LargestCpuCount}");
            _rows.Add(new SoftnetCounters(
                HasCpuIds ? (int)columns[CpuId] : _rows.Count,
                columns[0],
                columns[1],
                columns[2],
                columns[ReceivedRps],
                columns[FlowLimit],
                count > BacklogLength ? columns[BacklogLength] : null));
        }

        if (_rows.Count == 0)
            throw new KernelTextException("it has no line");
    }
}

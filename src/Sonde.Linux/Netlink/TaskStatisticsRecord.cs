using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>
/// The kernel's record of a task in the order of version 16, whatever version the kernel sent. Versions only append fields, except that 15 (Linux
/// 6.14 and 6.15) put the longest and shortest delays beside each total; 16 moved them to the end.
/// </summary>
internal static class TaskStatisticsRecord
{
    private const int MisorderedVersion = 15;

    /// <summary>Runs of bytes that version 15 has elsewhere: where they are in it, where they belong, and how long they are.</summary>
    private static readonly (int Source, int Target, int Length)[] Moves =
    [
        (0, 0, 32), // up to cpu_delay_total
        (32, 432, 16), // cpu_delay_max, _min
        (48, 32, 16), // blkio_count, _delay_total
        (64, 448, 16),
        (80, 48, 16), // swapin_count, _delay_total
        (96, 464, 16),
        (112, 64, 248), // cpu_run_real_total up to cpu_scaled_run_real_total
        (360, 312, 16), // freepages_count, _delay_total
        (376, 480, 16),
        (392, 328, 16), // thrashing_count, _delay_total
        (408, 496, 16),
        (424, 344, 24), // ac_btime64, compact_count, _delay_total
        (448, 512, 16),
        (464, 368, 48), // ac_tgid up to wpcopy_delay_total
        (512, 528, 16),
        (528, 416, 16), // irq_count, _delay_total
        (544, 544, 16),
    ];

    /// <summary>Reads <paramref name="attribute"/>.</summary>
    /// <param name="attribute">The attribute with struct taskstats.</param>
    /// <param name="record">The record; what the kernel did not send is zero.</param>
    /// <returns>How much of the record the kernel sent, in bytes.</returns>
    public static int Read(NetlinkAttribute attribute, out TaskStats record)
    {
        int length = attribute.ReadPrefix(out record);
        if (record.version != MisorderedVersion)
            return length;
        if (length < Unsafe.SizeOf<TaskStats>())
            return 0;
        TaskStats ordered = default;
        Span<byte> target = MemoryMarshal.AsBytes(new Span<TaskStats>(ref ordered));
        foreach ((int from, int to, int count) in Moves)
            attribute.Value.Slice(from, count).CopyTo(target[to..]);
        record = ordered;
        return length;
    }
}

using System.Runtime.CompilerServices;

namespace Sonde.Linux.Netlink;

/// <summary>How many sockets there are in each state.</summary>
public struct SocketStateCounts
{
    private Counts _counts;

    /// <summary>The number of sockets in <paramref name="state"/>.</summary>
    public readonly long this[SocketState state] => (uint)state < Counts.Length ? _counts[(int)state] : 0;

    /// <summary>The number of all sockets.</summary>
    public readonly long Total
    {
        get
        {
            long total = 0;
            foreach (long count in _counts)
                total += count;
            return total;
        }
    }

    internal void Add(SocketState state) => _counts[(int)state & (Counts.Length - 1)]++;

    [InlineArray(Length)]
    private struct Counts
    {
        public const int Length = 16;

        private long _element;
    }
}

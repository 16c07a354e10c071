using System.Buffers.Binary;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>Makes one value of the values of all CPUs. The result has the layout of a single CPU's value.</summary>
public static class AggregationReducer
{
    /// <summary>Bytes from one CPU's value to the next: the size rounded up to 8, as the kernel lays out per-CPU maps.</summary>
    /// <param name="type">The type of the value.</param>
    public static int Stride(TraceType type) => (type.Size + 7) & ~7;

    /// <summary>Reduces.</summary>
    /// <param name="type">The type of the value; other types than aggregations take the first CPU's.</param>
    /// <param name="perCpu">The values of all CPUs, <see cref="Stride"/> apart; CPUs that are cut off are left out.</param>
    /// <param name="result">Receives <see cref="TraceType.Size"/> bytes.</param>
    public static void Reduce(TraceType type, ReadOnlySpan<byte> perCpu, Span<byte> result)
    {
        result = result[..type.Size];
        result.Clear();
        var stride = Stride(type);
        for (var offset = 0; offset + type.Size <= perCpu.Length; offset += stride)
        {
            ReadOnlySpan<byte> value = perCpu.Slice(offset, type.Size);
            switch (type)
            {
                case MinType minimum:
                    MergeExtreme(value, result, minimum.IsSigned, takesSmaller: true);
                    break;
                case MaxType maximum:
                    MergeExtreme(value, result, maximum.IsSigned, takesSmaller: false);
                    break;
                case TimeSeriesType series:
                    MergeSeries(series, value, result);
                    break;
                case { IsAggregation: true }:
                    AddWords(value, result);
                    break;
                default:
                    value.CopyTo(result);
                    return;
            }
        }
    }

    /// <summary>Reduces into a new array.</summary>
    /// <param name="type">The type of the value.</param>
    /// <param name="perCpu">The values of all CPUs.</param>
    public static byte[] Reduce(TraceType type, ReadOnlySpan<byte> perCpu)
    {
        var result = new byte[type.Size];
        Reduce(type, perCpu, result);
        return result;
    }

    private static void AddWords(ReadOnlySpan<byte> value, Span<byte> result)
    {
        for (var i = 0; i + 8 <= value.Length; i += 8)
        {
            var sum = unchecked(Word(result, i) + Word(value, i));
            BinaryPrimitives.WriteInt64LittleEndian(result[i..], sum);
        }
    }

    private static void MergeExtreme(ReadOnlySpan<byte> value, Span<byte> result, bool isSigned, bool takesSmaller)
    {
        if (Word(value, 8) == 0)
            return;
        var isFirst = Word(result, 8) == 0;
        if (isFirst || Wins(Word(value, 0), Word(result, 0), isSigned, takesSmaller))
            value.CopyTo(result);
    }

    private static bool Wins(long challenger, long holder, bool isSigned, bool takesSmaller)
    {
        var order = isSigned ? challenger.CompareTo(holder) : ((ulong)challenger).CompareTo((ulong)holder);
        return takesSmaller ? order < 0 : order > 0;
    }

    private static void MergeSeries(TimeSeriesType type, ReadOnlySpan<byte> value, Span<byte> result)
    {
        for (var i = 0; i < value.Length; i += TimeSeriesType.IntervalSize)
            MergeInterval(type, value.Slice(i, TimeSeriesType.IntervalSize), result.Slice(i, TimeSeriesType.IntervalSize));
    }

    /// <summary>The later interval wins; of the same interval both are combined.</summary>
    private static void MergeInterval(TimeSeriesType type, ReadOnlySpan<byte> value, Span<byte> result)
    {
        ulong epoch = (ulong)Word(value, 16), held = (ulong)Word(result, 16);
        if (epoch == 0 || epoch < held)
            return;
        if (epoch > held)
        {
            value.CopyTo(result);
            return;
        }

        long number = Word(value, 0), heldNumber = Word(result, 0), meta = Word(value, 8), heldMeta = Word(result, 8);
        var takesValue = type.Reduction switch
        {
            TimeSeriesReduction.Last => (ulong)meta > (ulong)heldMeta,
            TimeSeriesReduction.Minimum => Wins(number, heldNumber, type.IsSigned, takesSmaller: true),
            TimeSeriesReduction.Maximum => Wins(number, heldNumber, type.IsSigned, takesSmaller: false),
            _ => false,
        };
        if (takesValue)
            value.CopyTo(result);
        else if (type.Reduction is TimeSeriesReduction.Average or TimeSeriesReduction.Sum)
            AddWords(value[..16], result);
    }

    private static long Word(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadInt64LittleEndian(bytes[offset..]);
}

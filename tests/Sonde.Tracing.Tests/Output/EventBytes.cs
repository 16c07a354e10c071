using System.Buffers.Binary;
using System.Net;
using System.Text;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Tests.Output;

/// <summary>Lays values out as compiled programs do, for the tests of what is printed.</summary>
internal static class EventBytes
{
    /// <summary>The bytes of a value of a type.</summary>
    public static byte[] Of(TraceType type, object value)
    {
        var bytes = new byte[type.Size];
        Write(type, value, bytes);
        return bytes;
    }

    /// <summary>A tuple type and its bytes.</summary>
    public static (TupleType Type, byte[] Bytes) Tuple(params ReadOnlySpan<(TraceType Type, object Value)> elements)
    {
        var types = new TraceType[elements.Length];
        var values = new object[elements.Length];
        for (var i = 0; i < elements.Length; i++)
            (types[i], values[i]) = elements[i];
        TupleType tuple = TupleType.Of(types);
        return (tuple, Of(tuple, values));
    }

    /// <summary>A histogram of some values.</summary>
    public static byte[] Histogram(TraceType type, params ReadOnlySpan<long> values)
    {
        var bytes = new byte[type.Size];
        foreach (var value in values)
        {
            var bucket = type is HistogramType power ? power.BucketOf(value) : ((LinearHistogramType)type).BucketOf(value);
            Span<byte> place = bytes.AsSpan(8 * bucket);
            BinaryPrimitives.WriteInt64LittleEndian(place, BinaryPrimitives.ReadInt64LittleEndian(place) + 1);
        }

        return bytes;
    }

    private static void Write(TraceType type, object value, Span<byte> bytes)
    {
        switch (type)
        {
            case TupleType tuple:
                var elements = (object[])value;
                for (var i = 0; i < elements.Length; i++)
                    Write(tuple.Elements[i].Type, elements[i], bytes[tuple.Elements[i].Offset..]);
                break;
            case RecordType record:
                var fields = (object[])value;
                for (var i = 0; i < fields.Length; i++)
                    Write(record.Fields[i].Type, fields[i], bytes[record.Fields[i].Offset..]);
                break;
            case StringType:
                Encoding.UTF8.GetBytes((string)value, bytes);
                break;
            case BufferType:
                var content = Encoding.Latin1.GetBytes((string)value);
                BinaryPrimitives.WriteInt32LittleEndian(bytes, content.Length);
                content.CopyTo(bytes[4..]);
                break;
            case InetType:
                var address = IPAddress.Parse((string)value).GetAddressBytes();
                BinaryPrimitives.WriteInt32LittleEndian(bytes, address.Length == 4 ? 2 : 10);
                address.CopyTo(bytes[4..]);
                break;
            case StatsType or AverageType or MinType or MaxType or UserSymbolType or UserStackType:
                (long first, long second) = ((long, long))value;
                BinaryPrimitives.WriteInt64LittleEndian(bytes, first);
                BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], second);
                break;
            default:
                Span<byte> word = stackalloc byte[8];
                BinaryPrimitives.WriteInt64LittleEndian(word, Convert.ToInt64(value));
                word[..Math.Min(8, type.Size)].CopyTo(bytes);
                break;
        }
    }
}

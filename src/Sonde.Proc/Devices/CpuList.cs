using System.Collections;
using System.Globalization;
using System.Text;

namespace Sonde.Proc.Devices;

/// <summary>
/// A set of CPUs or memory nodes as the kernel prints it: "0-3,8,10-11"; empty text is the empty set. Source:
/// Documentation/admin-guide/kernel-parameters.rst
/// (cpu lists), lib/bitmap-str.c.
/// </summary>
public sealed class CpuList : IReadOnlyList<int>, IEquatable<CpuList>
{
    /// <summary>The largest number that is accepted: above any kernel's NR_CPUS, and a bound on what a hostile text can make us hold.</summary>
    public const int LargestNumber = 65_535;

    private readonly int[] _numbers;

    private CpuList(int[] numbers) => _numbers = numbers;

    /// <summary>The set without members.</summary>
    public static CpuList Empty { get; } = new([]);

    /// <summary>How many members there are.</summary>
    public int Count => _numbers.Length;

    /// <summary>The members in ascending order.</summary>
    public int this[int index] => _numbers[index];

    /// <summary>Parses the kernel's text, with or without a newline; false where it is not a list.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out CpuList list)
    {
        list = Empty;
        ReadOnlySpan<byte> rest = text.Trim(" \n\t\0"u8);
        if (rest.IsEmpty)
            return true;
        BitArray members = new(LargestNumber + 1);
        int count = 0;
        while (true)
        {
            int comma = rest.IndexOf((byte)',');
            if (!TryAddRange(comma < 0 ? rest : rest[..comma], members, ref count))
                return false;
            if (comma < 0)
                break;
            rest = rest[(comma + 1)..];
        }

        var numbers = new int[count];
        for (int number = 0, next = 0; next < count; number++)
        {
            if (members[number])
                numbers[next++] = number;
        }

        list = new CpuList(numbers);
        return true;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out CpuList)"/>
    public static bool TryParse(string text, out CpuList list) => TryParse(Encoding.UTF8.GetBytes(text), out list);

    /// <summary>True where <paramref name="number"/> is a member.</summary>
    public bool Contains(int number) => Array.BinarySearch(_numbers, number) >= 0;

    /// <summary>The members that both sets have.</summary>
    public CpuList Intersect(CpuList other) => new(Array.FindAll(_numbers, other.Contains));

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_numbers).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(CpuList? other) => other is not null && _numbers.AsSpan().SequenceEqual(other._numbers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CpuList);

    /// <inheritdoc/>
    public override int GetHashCode() => _numbers.Length == 0 ? 0 : HashCode.Combine(_numbers.Length, _numbers[0], _numbers[^1]);

    /// <summary>The set as the kernel prints it.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        for (int i = 0; i < _numbers.Length;)
        {
            int last = i;
            while (last + 1 < _numbers.Length && _numbers[last + 1] == _numbers[last] + 1)
                last++;
            text.Append(text.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{_numbers[i]}");
            if (last > i)
                text.Append(CultureInfo.InvariantCulture, $"-{_numbers[last]}");
            i = last + 1;
        }

        return text.ToString();
    }

    private static bool TryAddRange(ReadOnlySpan<byte> range, BitArray members, ref int count)
    {
        int hyphen = range.IndexOf((byte)'-');
        if (!TextScanner.TryParseUInt64(hyphen < 0 ? range : range[..hyphen], out ulong first))
            return false;
        ulong last = first;
        if (hyphen >= 0 && !TextScanner.TryParseUInt64(range[(hyphen + 1)..], out last))
            return false;
        if (last < first || last > LargestNumber)
            return false;
        for (int number = (int)first; number <= (int)last; number++)
        {
            count += members[number] ? 0 : 1;
            members[number] = true;
        }

        return true;
    }
}

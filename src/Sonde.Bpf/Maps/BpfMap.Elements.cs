using Sonde.Linux;
using Sonde.Linux.Bpf;

namespace Sonde.Bpf.Maps;

/// <summary>Elements, one at a time and in batches; nothing here allocates.</summary>
public sealed unsafe partial class BpfMap
{
    private const int E2Big = 7;

    /// <summary>Reads an element.</summary>
    /// <param name="key">The key, <see cref="KeySize"/> bytes; empty for queues and stacks.</param>
    /// <param name="value">Receives the value, <see cref="ValueBytes"/> bytes.</param>
    /// <returns>False where there is no such key.</returns>
    /// <exception cref="ArgumentException">A length is not the map's.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool Lookup(ReadOnlySpan<byte> key, Span<byte> value)
    {
        CheckLengths(key.Length, value.Length);
        return Found(BpfSystemCall.LookUp(Descriptor, key, value, 0), "read");
    }

    /// <summary>Reads an element and removes it. Hash maps since Linux 5.14, queues and stacks before.</summary>
    /// <returns>False where there is no such key.</returns>
    /// <inheritdoc cref="Lookup"/>
    public bool LookupAndDelete(ReadOnlySpan<byte> key, Span<byte> value)
    {
        CheckLengths(key.Length, value.Length);
        return Found(BpfSystemCall.LookUpAndDelete(Descriptor, key, value, 0), "take an element of");
    }

    /// <summary>Writes an element.</summary>
    /// <param name="key">The key, <see cref="KeySize"/> bytes.</param>
    /// <param name="value">The value, <see cref="ValueBytes"/> bytes.</param>
    /// <param name="mode">Whether it may or must exist.</param>
    /// <exception cref="ArgumentException">A length is not the map's.</exception>
    /// <exception cref="BpfException">The kernel refuses; E2BIG where the map is full.</exception>
    public void Update(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, BpfUpdateMode mode = BpfUpdateMode.Any)
    {
        Errno errno = TryUpdate(key, value, mode);
        if (!errno.IsSuccess)
            throw new BpfException($"write map '{Name}'", errno, errno.Value == E2Big ? $"it is full ({MaximumEntries} elements)." : null);
    }

    /// <summary>As <see cref="Update"/>, but returns the kernel's error.</summary>
    public Errno TryUpdate(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, BpfUpdateMode mode = BpfUpdateMode.Any)
    {
        CheckLengths(key.Length, value.Length);
        return BpfSystemCall.Update(Descriptor, key, value, (ulong)mode);
    }

    /// <summary>Removes an element.</summary>
    /// <returns>False where there is no such key.</returns>
    /// <exception cref="ArgumentException">The length is not the map's.</exception>
    /// <exception cref="BpfException">The kernel refuses, as for arrays.</exception>
    public bool Delete(ReadOnlySpan<byte> key)
    {
        CheckLengths(key.Length, ValueBytes);
        return Found(BpfSystemCall.Delete(Descriptor, key), "delete from");
    }

    /// <summary>The key after <paramref name="key"/>, in the map's own order, which additions and deletions disturb.</summary>
    /// <param name="key">A key; empty for the first. Where it is no longer there, the kernel starts anew.</param>
    /// <param name="next">Receives the next key; may be the same memory.</param>
    /// <returns>False after the last.</returns>
    /// <exception cref="ArgumentException">A length is not the map's.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool NextKey(ReadOnlySpan<byte> key, Span<byte> next)
    {
        CheckLengths(key.IsEmpty ? KeySize : key.Length, ValueBytes);
        CheckLengths(next.Length, ValueBytes);
        return Found(BpfSystemCall.NextKey(Descriptor, key, next), "walk through");
    }

    /// <summary>Removes all elements of a hash map; what is added meanwhile may stay.</summary>
    /// <returns>How many were removed.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public int Clear()
    {
        Span<byte> key = KeySize <= 1024 ? stackalloc byte[KeySize] : new byte[KeySize];
        int removed = 0;
        // From the first each time: the key that was just deleted leads nowhere.
        while (removed < MaximumEntries && NextKey(default, key))
            removed += Delete(key) ? 1 : 0;
        return removed;
    }

    /// <summary>Writes elements, or removes them where <paramref name="values"/> is empty. Linux 5.6.</summary>
    /// <param name="keys">Keys, one after the other.</param>
    /// <param name="values">As many values of <see cref="ValueBytes"/> bytes; or none.</param>
    /// <param name="done">How many were done.</param>
    /// <exception cref="ArgumentException">The lengths are not multiples of the map's, or differ in number.</exception>
    public Errno ChangeBatch(ReadOnlySpan<byte> keys, ReadOnlySpan<byte> values, out int done)
    {
        done = keys.Length / Math.Max(KeySize, 1);
        if (keys.Length != done * KeySize || (!values.IsEmpty && values.Length != (long)done * ValueBytes))
            throw new ArgumentException($"Map '{Name}' takes keys of {KeySize} and values of {ValueBytes} bytes, as many of both.", nameof(keys));
        return done == 0 ? Errno.Success : BpfSystemCall.ChangeBatch(Descriptor, keys, values, ref done);
    }

    private bool Found(Errno errno, string action) => errno.IsSuccess || (errno == Errno.NoSuchEntry
        ? false
        : throw new BpfException($"{action} map '{Name}'", errno));

    // The kernel writes as many bytes as the map says, whatever the caller's buffer.
    private void CheckLengths(int key, int value)
    {
        if (key != KeySize)
            throw new ArgumentException($"Map '{Name}' has keys of {KeySize} bytes, not {key}.", nameof(key));
        if (value != ValueBytes)
            throw new ArgumentException($"Map '{Name}' has values of {ValueBytes} bytes, not {value}.", nameof(value));
    }
}

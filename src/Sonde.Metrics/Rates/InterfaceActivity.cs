using Sonde.Metrics.Sampling;
using Sonde.Proc.Network;

namespace Sonde.Metrics.Rates;

/// <summary>The rates of all network interfaces over an interval, in the kernel's order. Reused from interval to interval.</summary>
public sealed class InterfaceActivity
{
    private readonly List<InterfaceRates> _rows = [];
    private int _count;

    /// <summary>How many interfaces the later sample has; 0 where either sample could not be read, since then nothing can be subtracted.</summary>
    public int Count => _count;

    /// <summary>The rates of the interface at <paramref name="index"/>, from 0 to below <see cref="Count"/>.</summary>
    public InterfaceRates this[int index] => _rows[index];

    /// <summary>Computes the rates of <paramref name="interval"/>.</summary>
    public void Update(in SystemInterval interval)
    {
        _count = 0;
        if (!interval.Covers(SampleParts.Interfaces) || !interval.Later.Interfaces.IsAvailable || !interval.Earlier.Interfaces.IsAvailable)
            return;
        ReadOnlySpan<NetworkDeviceCounters> earlier = interval.IsSinceBoot ? [] : interval.Earlier.Interfaces.Devices;
        ReadOnlySpan<NetworkDeviceCounters> later = interval.Later.Interfaces.Devices;
        foreach (ref readonly NetworkDeviceCounters counters in later)
        {
            if (_count == _rows.Count)
                _rows.Add(new InterfaceRates());
            _rows[_count].Update(Find(earlier, counters.Name, _count), counters, interval.Seconds);
            _count++;
        }
    }

    private static NetworkDeviceCounters Find(ReadOnlySpan<NetworkDeviceCounters> interfaces, string name, int guess)
    {
        if (guess < interfaces.Length && string.Equals(interfaces[guess].Name, name, StringComparison.Ordinal))
            return interfaces[guess];
        foreach (ref readonly NetworkDeviceCounters candidate in interfaces)
        {
            if (string.Equals(candidate.Name, name, StringComparison.Ordinal))
                return candidate;
        }

        return default;
    }
}

using Sonde.Metrics.Sampling;
using Sonde.Proc.Disk;

namespace Sonde.Metrics.Rates;

/// <summary>The rates of all block devices over an interval, in the kernel's order. Reused from interval to interval.</summary>
public sealed class DiskActivity
{
    private readonly List<DiskRates> _rows = [];
    private readonly List<DiskRates> _spare = [];

    /// <summary>One row for each device of the later sample; none where either sample could not be read, since then nothing can be subtracted.</summary>
    public IReadOnlyList<DiskRates> Devices => _rows;

    /// <summary>Computes the rates of <paramref name="interval"/>. A device that appeared inside it counts from zero.</summary>
    public void Update(in SystemInterval interval)
    {
        for (int i = _rows.Count - 1; i >= 0; i--)
            _spare.Add(_rows[i]);
        _rows.Clear();
        if (!interval.Covers(SampleParts.Disks) || !interval.Later.Disks.IsAvailable || !interval.Earlier.Disks.IsAvailable)
            return;
        ReadOnlySpan<DiskCounters> earlier = interval.IsSinceBoot ? [] : interval.Earlier.Disks.Devices;
        ReadOnlySpan<DiskCounters> later = interval.Later.Disks.Devices;
        for (int i = 0; i < later.Length; i++)
        {
            DiskRates row = TakeRow();
            row.Update(interval.CanSubtract ? DiskGrowth.Between(Find(earlier, later[i].Name, i), later[i]) : DiskGrowth.Unknown, later[i], interval.Seconds);
            _rows.Add(row);
        }
    }

    private static DiskCounters Find(ReadOnlySpan<DiskCounters> devices, string name, int guess)
    {
        if (guess < devices.Length && string.Equals(devices[guess].Name, name, StringComparison.Ordinal))
            return devices[guess];
        foreach (ref readonly DiskCounters device in devices)
        {
            if (string.Equals(device.Name, name, StringComparison.Ordinal))
                return device;
        }

        return default;
    }

    private DiskRates TakeRow()
    {
        if (_spare.Count == 0)
            return new DiskRates();
        DiskRates row = _spare[^1];
        _spare.RemoveAt(_spare.Count - 1);
        return row;
    }
}

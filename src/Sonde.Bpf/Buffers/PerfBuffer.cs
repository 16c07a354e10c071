using System.Runtime.InteropServices;
using Sonde.Bpf.Maps;
using Sonde.Linux;
using Sonde.Linux.Events;

namespace Sonde.Bpf.Buffers;

/// <summary>
/// The reading end of a perf event array: a buffer for each CPU, in whose order records come; between CPUs there is no order. The kernel tells how
/// many records found no room. For kernels before 5.8; newer ones have <see cref="RingBuffer"/>. Reading allocates nothing once the longest record
/// was seen. One thread reads. CPUs that come online later are not read. Source: perf_event_open(2).
/// </summary>
public sealed class PerfBuffer : IDisposable
{
    private const uint PerfTypeSoftware = 1;
    private const ulong BpfOutput = 10;
    private const ulong SampleRaw = 1 << 10;

    private readonly List<PerfBufferRing> _rings = [];
    private readonly EventPoll _poll;
    private readonly WakeUp _wakeUp;
    private readonly ulong[] _ready = new ulong[64];

    private PerfBuffer(EventPoll poll, WakeUp wakeUp)
    {
        _poll = poll;
        _wakeUp = wakeUp;
    }

    /// <summary>Records read so far.</summary>
    public long RecordCount => _rings.Sum(ring => ring.RecordCount);

    /// <summary>Records that found no room, as far as the kernel told until now.</summary>
    public long LostCount => _rings.Sum(ring => ring.LostCount);

    /// <summary>Puts a buffer for each online CPU into <paramref name="map"/>, which must outlive this reader.</summary>
    /// <param name="map">A perf event array with room for all possible CPUs.</param>
    /// <param name="pages">Pages of each buffer, a power of two.</param>
    /// <param name="wakeUpEvents">Records after which <see cref="Wait"/> ends.</param>
    /// <exception cref="ArgumentException">The map is of another kind, or the pages are no power of two.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static PerfBuffer Open(BpfMap map, int pages = 64, int wakeUpEvents = 1)
    {
        if (map.Type != BpfMapType.PerfEventArray)
            throw new ArgumentException($"Map '{map.Name}' is a {map.Type}, not a perf event array.", nameof(map));
        if (pages <= 0 || (pages & (pages - 1)) != 0)
            throw new ArgumentException($"{pages} pages are not a power of two.", nameof(pages));
        Check(EventPoll.TryCreate(out EventPoll? poll));
        Check(WakeUp.TryCreate(out WakeUp? wakeUp));
        PerfBuffer buffer = new(poll!, wakeUp!);
        try
        {
            Check(poll!.Add(wakeUp!.Descriptor, ulong.MaxValue));
            foreach (int cpu in ProcessorList.Online)
                buffer.AddRing(map, cpu, pages, wakeUpEvents);
            return buffer;
        }
        catch (BpfException)
        {
            buffer.Dispose();
            throw;
        }
    }

    /// <summary>Hands every record to <paramref name="handler"/>, CPU after CPU.</summary>
    /// <returns>How many there were.</returns>
    public int Consume(RecordHandler handler)
    {
        int count = 0;
        foreach (PerfBufferRing ring in _rings)
            count += ring.Consume(handler);
        return count;
    }

    /// <summary>Waits until there are records, somebody calls <see cref="Wake"/>, or a signal comes.</summary>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <returns>True where there may be records.</returns>
    /// <exception cref="BpfException">The kernel refuses to wait.</exception>
    public bool Wait(TimeSpan timeout)
    {
        Errno errno = _poll.Wait(_ready, timeout, out int count);
        if (!errno.IsSuccess && errno != Errno.Interrupted)
            throw new BpfException("wait for the perf buffers", errno);
        bool hasRecords = false;
        foreach (ulong ready in _ready.AsSpan(0, count))
        {
            if (ready != ulong.MaxValue)
                hasRecords = true;
            else
                _wakeUp.Lower();
        }

        return hasRecords;
    }

    /// <summary>Ends <see cref="Wait"/>, the present or else the next one. For any thread.</summary>
    public void Wake() => _ = _wakeUp.Raise();

    /// <inheritdoc/>
    public void Dispose()
    {
        _rings.ForEach(ring => ring.Dispose());
        _poll.Dispose();
        _wakeUp.Dispose();
    }

    private static void Check(Errno errno)
    {
        if (!errno.IsSuccess)
            throw new BpfException("open the perf buffers", errno);
    }

    private void AddRing(BpfMap map, int cpu, int pages, int wakeUpEvents)
    {
        PerfEventRequest request = new()
        {
            Type = PerfTypeSoftware,
            Config = BpfOutput,
            SampleType = SampleRaw,
            SamplePeriod = 1,
            WakeUpEvents = (uint)wakeUpEvents,
            Process = -1,
            Cpu = cpu,
        };
        Check(PerfEvent.TryOpen(request, out FileDescriptor? perfEvent));
        _rings.Add(PerfBufferRing.Map(perfEvent!, pages));
        int number = perfEvent!.Number;
        map.Update(MemoryMarshal.AsBytes<int>([cpu]), MemoryMarshal.AsBytes<int>([number]));
        Check(_poll.Add(perfEvent, (ulong)cpu));
    }
}

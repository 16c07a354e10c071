namespace Sonde.Bpf.Links;

/// <summary>A performance event on which a <see cref="Programs.BpfProgramType.PerfEvent"/> program runs.</summary>
public sealed record PerfEventDefinition
{
    private const uint PerfTypeHardware = 0;
    private const uint PerfTypeSoftware = 1;
    private const uint PerfTypeBreakpoint = 5;

    /// <summary>PERF_TYPE_* or the number of a PMU.</summary>
    public required uint Type { get; init; }

    /// <summary>Which event of the type.</summary>
    public required ulong Config { get; init; }

    /// <summary>The program runs after so many events, or nanoseconds of a clock.</summary>
    public ulong Period { get; init; }

    /// <summary>The program runs so often a second, where the period is 0.</summary>
    public ulong Frequency { get; init; }

    /// <summary>Address of a breakpoint.</summary>
    public ulong Address { get; init; }

    /// <summary>Bytes watched: 1, 2, 4 or 8.</summary>
    public ulong AddressLength { get; init; }

    /// <summary>Accesses watched: 1 reads, 2 writes, 3 both, 4 execution.</summary>
    public uint BreakpointType { get; init; }

    /// <summary>Its name in messages.</summary>
    public required string Name { get; init; }

    /// <summary>An event that the kernel counts, every <paramref name="period"/> of them.</summary>
    public static PerfEventDefinition Software(PerfSoftwareEvent counted, ulong period) =>
        new() { Type = PerfTypeSoftware, Config = (ulong)counted, Period = period, Name = $"software event {counted}" };

    /// <summary>An event that the processor counts, every <paramref name="period"/> of them.</summary>
    public static PerfEventDefinition Hardware(PerfHardwareEvent counted, ulong period) =>
        new() { Type = PerfTypeHardware, Config = (ulong)counted, Period = period, Name = $"hardware event {counted}" };

    /// <summary>A timer that fires every <paramref name="period"/>; the kernel's least is 10 µs.</summary>
    public static PerfEventDefinition Timer(TimeSpan period) =>
        Software(PerfSoftwareEvent.CpuClock, (ulong)Math.Max(period.TotalNanoseconds, 1)) with { Name = $"timer of {period.TotalMilliseconds} ms" };

    /// <summary>A timer that fires <paramref name="hertz"/> times a second.</summary>
    public static PerfEventDefinition Timer(int hertz) => new()
    {
        Type = PerfTypeSoftware,
        Config = (ulong)PerfSoftwareEvent.CpuClock,
        Frequency = (ulong)hertz,
        Name = $"timer of {hertz} Hz",
    };

    /// <summary>Accesses to memory.</summary>
    /// <param name="address">The first byte.</param>
    /// <param name="length">1, 2, 4 or 8 bytes; for execution 8.</param>
    /// <param name="access">1 reads, 2 writes, 3 both, 4 execution.</param>
    public static PerfEventDefinition Breakpoint(ulong address, int length, int access) => new()
    {
        Type = PerfTypeBreakpoint,
        Config = 0,
        Period = 1,
        Address = address,
        AddressLength = (ulong)length,
        BreakpointType = (uint)access,
        Name = $"watchpoint 0x{address:x}",
    };
}

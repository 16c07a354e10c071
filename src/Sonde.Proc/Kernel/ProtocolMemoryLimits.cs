namespace Sonde.Proc.Kernel;

/// <summary>How much memory a protocol's socket buffers may take on the whole machine, in pages.</summary>
/// <param name="LowPages">Below it the protocol does not care.</param>
/// <param name="PressurePages">Above it the protocol economizes, until it is below <paramref name="LowPages"/> again.</param>
/// <param name="MaximumPages">At it data is refused and connections are dropped.</param>
public readonly record struct ProtocolMemoryLimits(ulong LowPages, ulong PressurePages, ulong MaximumPages);

namespace Sonde.Diagnosis.Observations;

/// <summary>A line of the kernel log that matters for performance. Source: /dev/kmsg.</summary>
/// <param name="Kind">What it reports.</param>
/// <param name="At">When, since boot.</param>
/// <param name="Text">The line, raw.</param>
/// <param name="IsInWindow">True where it came inside the window; else it is recent history.</param>
/// <param name="Pid">The process it names, where it does.</param>
/// <param name="Comm">That process's name, raw.</param>
/// <param name="Subject">The device, port or control group it names, where it does.</param>
public sealed record KernelEvent(KernelEventKind Kind, TimeSpan At, string Text, bool IsInWindow, int? Pid = null, string? Comm = null, string? Subject = null);

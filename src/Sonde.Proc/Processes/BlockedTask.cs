namespace Sonde.Proc.Processes;

/// <summary>A thread in uninterruptible sleep (state D), which counts into the load average and cannot be killed.</summary>
/// <param name="Process">The process.</param>
/// <param name="ProcessName">The process's command name, raw.</param>
/// <param name="Tid">The thread; the process id for the main thread.</param>
/// <param name="ThreadName">The thread's name, raw.</param>
/// <param name="WaitChannel">The kernel function that it waits in; null where it may not be known, or the thread woke up meanwhile.</param>
public readonly record struct BlockedTask(ProcessIdentity Process, string ProcessName, int Tid, string ThreadName, string? WaitChannel);

namespace Sonde.Diagnosis.Observations;

/// <summary>A task that was in uninterruptible sleep (state D) at several looks inside the window.</summary>
/// <param name="Pid">The process.</param>
/// <param name="Tid">The thread.</param>
/// <param name="Comm">The thread's name, raw.</param>
/// <param name="WaitChannel">The kernel function it waits in, where the kernel tells.</param>
/// <param name="Seconds">From the first look that saw it blocked to the last, without a look in between that did not; a lower bound.</param>
/// <param name="Looks">How many looks in a row saw it blocked.</param>
/// <param name="HasRun">True where it used CPU or switched between the looks: it waits again and again, it is not stuck.</param>
public sealed record BlockedTaskSighting(int Pid, int Tid, string Comm, string? WaitChannel, double Seconds, int Looks, bool HasRun);

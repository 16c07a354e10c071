namespace Sonde.Proc.Processes;

/// <summary>A process or thread beyond doubt: the kernel reuses ids, but not an id together with a start time.</summary>
/// <param name="Pid">The process (or thread) id in the pid namespace of the /proc mount; above 0.</param>
/// <param name="StartTimeTicks">When it started, in USER_HZ ticks (1/100 s) since boot: field 22 of /proc/PID/stat.</param>
public readonly record struct ProcessIdentity(int Pid, ulong StartTimeTicks);

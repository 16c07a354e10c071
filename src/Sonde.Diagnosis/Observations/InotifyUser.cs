namespace Sonde.Diagnosis.Observations;

/// <summary>What one user has of inotify; its limits are per user. Source: /proc/PID/fd, /proc/PID/fdinfo.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Instances">Inotify descriptors of all processes of the user that were looked into.</param>
/// <param name="Watches">Watches on them; NaN where they were not counted, since the machine has too few in all to reach the limit.</param>
/// <param name="Pid">The process that holds most of them.</param>
/// <param name="Comm">Its name, raw.</param>
/// <param name="Share">Its share of the user's instances, or of the watches where those were counted, 0 to 1.</param>
public sealed record InotifyUser(uint UserId, int Instances, double Watches, int Pid, string Comm, double Share);

namespace Sonde.Diagnosis.Reports;

/// <summary>A culprit or a victim.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name: comm, cgroup path, device, interface, address. May hold any bytes a process chose; surfaces escape it.</param>
public sealed record Party(PartyKind Kind, string Name)
{
    /// <summary>The process id, where it is a process or a thread.</summary>
    public int? Pid { get; init; }

    /// <summary>The thread id, where it is a thread.</summary>
    public int? Tid { get; init; }

    /// <summary>Its control group's path, where known.</summary>
    public string? Cgroup { get; init; }

    /// <summary>Its share of the cause, 0 to 1, or null where there is no measure.</summary>
    public double? Share { get; init; }

    /// <summary>A few words more, such as a rate or the command line.</summary>
    public string? Detail { get; init; }
}

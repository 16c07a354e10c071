namespace Sonde.Diagnosis.Observations;

/// <summary>Who uses inotify, as far as Sonde may look and within its budget: the numbers are lower bounds. Source: inotify(7), fs/notify/inotify.</summary>
public sealed record InotifySurvey
{
    /// <summary>Instances that a user may have, fs.inotify.max_user_instances; NaN where it cannot be read.</summary>
    public double InstanceLimit { get; init; } = double.NaN;

    /// <summary>Watches that a user may have, fs.inotify.max_user_watches; NaN where it cannot be read.</summary>
    public double WatchLimit { get; init; } = double.NaN;

    /// <summary>The users, the one with the most instances first.</summary>
    public IReadOnlyList<InotifyUser> Users { get; init; } = [];
}

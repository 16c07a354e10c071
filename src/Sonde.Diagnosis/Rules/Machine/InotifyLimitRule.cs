using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Machine;

/// <summary>A user has nearly as many inotify instances or watches as allowed.</summary>
public sealed class InotifyLimitRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.System.InotifyLimit];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        InotifySurvey survey = observation.Inotify;
        (InotifyUser User, bool IsWatches, double Percent)? worst = null;
        foreach (InotifyUser user in survey.Users)
        {
            double instances = user.Instances * 100 / survey.InstanceLimit;
            double watches = user.Watches * 100 / survey.WatchLimit;
            bool isWatches = watches >= instances;
            double percent = isWatches ? watches : instances;
            if (percent >= Thresholds.System.InotifyPercent && !(percent <= worst?.Percent))
                worst = (user, isWatches, percent);
        }

        if (worst is { } found)
            judgement.Report(Describe(survey, found.User, found.IsWatches, found.Percent));
    }

    private static Finding Describe(InotifySurvey survey, InotifyUser user, bool isWatches, double percent)
    {
        string what = isWatches ? "watches" : "instances";
        double count = isWatches ? user.Watches : user.Instances;
        double limit = isWatches ? survey.WatchLimit : survey.InstanceLimit;
        string knob = isWatches ? "fs.inotify.max_user_watches" : "fs.inotify.max_user_instances";
        string failure = isWatches ? "inotify_add_watch() fails with ENOSPC, often shown as \"no space left on device\"" : "inotify_init() fails with EMFILE, often shown as \"too many open files\"";
        return new Finding
        {
            Id = FindingIds.System.InotifyLimit,
            Severity = percent >= Thresholds.System.InotifyPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = 0.9,
            Title = $"User {user.UserId} has {Wording.Number(count)} of {Wording.Number(limit)} inotify {what}; {Wording.Task(user.Comm, user.Pid)} holds most",
            Why = $"The limit counts all processes of a user together, in all containers that share the user id. At the limit {failure}: file watchers, log shippers and development servers stop noticing changes or do not start.",
            Evidence = Proof.Of(new Evidence($"inotify {what} of user {user.UserId}, at least", percent, $"percent of {knob}", Thresholds.System.InotifyPercent, isWatches ? "/proc/PID/fdinfo" : "/proc/PID/fd")),
            Culprits = [new Party(PartyKind.Process, user.Comm) { Pid = user.Pid, Share = Math.Clamp(user.Share, 0, 1), Detail = $"of the user's {what}" }],
            Next = [new("for f in /proc/[0-9]*/fdinfo/*; do n=$(grep -c '^inotify' $f 2>/dev/null); [ \"${n:-0}\" -gt 0 ] && echo \"$n $f\"; done | sort -rn | head", "watches by descriptor")],
            Fix =
            [
                new("Watch less: leave out build directories, node_modules and .git; close what is not needed.", "none"),
                new("Raise the limit.", "about 1 KiB of kernel memory for each watch in use", $"sysctl {knob}={limit * 4:0}", $"sysctl {knob}={limit:0}"),
            ],
        };
    }
}

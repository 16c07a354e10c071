using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Machine;

/// <summary>The machine's contexts for asynchronous I/O are nearly all booked.</summary>
public sealed class AioLimitRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.System.AioLimit];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double booked = observation.Root.ReadNumber("/proc/sys/fs/aio-nr") ?? double.NaN;
        double limit = observation.Root.ReadNumber("/proc/sys/fs/aio-max-nr") ?? double.NaN;
        double used = booked * 100 / limit;
        if (!(used >= Thresholds.System.AioPercent))
            return;
        judgement.Report(new Finding
        {
            Id = FindingIds.System.AioLimit,
            Severity = used >= Thresholds.System.AioPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = 0.9,
            Title = $"{Wording.Number(booked)} of {Wording.Number(limit)} asynchronous I/O requests are booked",
            Why = "Programs book room for requests with io_setup() when they start, mostly databases and virtual machines. At the limit the next one fails with EAGAIN: it does not start, or falls back to slow I/O.",
            Evidence = Proof.Of(
                new("requests booked", used, "percent of fs.aio-max-nr", Thresholds.System.AioPercent, "/proc/sys/fs/aio-nr"),
                new("requests booked", booked, "requests", null, "/proc/sys/fs/aio-nr")),
            Next = [new("grep -l '/\\[aio\\]' /proc/[0-9]*/maps | cut -d/ -f3 | xargs -r ps -o pid,user,comm -p", "who has booked")],
            Fix =
            [
                new("End what is left over from crashed or test instances; the booking goes with the process.", "its work is lost"),
                new("Raise the limit; memory is used only for what programs book.", "practically none", $"sysctl fs.aio-max-nr={Math.Max(1_048_576, limit * 2):0}", $"sysctl fs.aio-max-nr={limit:0}"),
            ],
        });
    }
}

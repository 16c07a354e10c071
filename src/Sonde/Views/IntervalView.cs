using System.Text.Json;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Proc.Processes;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>
/// A classic view: what it reads, and how an interval is drawn. <see cref="ViewLoop"/> does everything else, for all views alike. To add one:
/// derive, compute rates in <see cref="Update"/>, draw them with <see cref="Column{TRow}"/>s.
/// </summary>
internal abstract class IntervalView
{
    /// <summary>The view's name in JSON.</summary>
    public abstract string Name { get; }

    /// <summary>The files that a sample reads.</summary>
    public abstract SampleParts Parts { get; }

    /// <summary>What is read of each process; null for views that show none.</summary>
    public virtual ProcessDetails? Processes => null;

    /// <summary>True once there is nothing left to watch: the processes asked for have ended.</summary>
    public virtual bool IsFinished => false;

    /// <summary>
    /// True where the classic tool's first report needs one sample, since it covers the time since boot or shows states; false where it waits one interval.
    /// </summary>
    public virtual bool StartsAtOnce => false;

    /// <summary>True where the report since boot is left out once there is an interval (-y).</summary>
    public virtual bool SkipsFirst => false;

    /// <summary>True where the classic tool ends with averages over all intervals, which this view draws from the first and the last sample.</summary>
    public virtual bool HasAverage => false;

    /// <summary>How many reports there are between headings: 1 for headings with each report.</summary>
    /// <param name="terminalRows">Rows of the terminal; 0 where the output is none.</param>
    public virtual int ReportsPerHeading(int terminalRows) => 1;

    /// <summary>Why <paramref name="sample"/> has nothing that this view could show; null where it has something.</summary>
    public abstract Unavailability? WhyUnusable(SystemSample sample, SampleSource source);

    /// <summary>Called once with the source, after the first sample and before any drawing.</summary>
    public virtual void Begin(ViewHeader header, SampleSource source)
    {
    }

    /// <summary>True where the view needs time between samples; false for one that shows states alone.</summary>
    public virtual bool ShowsRates => true;

    /// <summary>Computes the rates of <paramref name="interval"/>.</summary>
    public abstract void Update(in SystemInterval interval);

    /// <summary>Computes the averages over <paramref name="whole"/>, from the first sample to the last.</summary>
    public virtual void UpdateAverage(in SystemInterval whole) => Update(whole);

    /// <summary>Draws what comes once at the top, such as sysstat's line about the machine.</summary>
    public virtual void WriteTitle(Utf8LineBuilder text, ViewHeader header)
    {
    }

    /// <summary>Draws the last updated interval.</summary>
    public abstract void WriteText(Utf8LineBuilder text, in ReportFrame frame);

    /// <summary>Writes the last updated interval's rows into an open JSON object.</summary>
    public abstract void WriteJson(Utf8JsonWriter json);
}

using System.Text.Json;
using Sonde.Metrics.Sampling;
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

    /// <summary>True where the classic tool's first report covers the time since boot; false where it waits one interval.</summary>
    public virtual bool StartsSinceBoot => false;

    /// <summary>Called once with the source before any drawing.</summary>
    public virtual void Begin(ViewHeader header, SampleSource source)
    {
    }

    /// <summary>Computes the rates of <paramref name="interval"/>.</summary>
    public abstract void Update(in SystemInterval interval);

    /// <summary>Draws what comes once at the top, such as sysstat's line about the machine.</summary>
    public virtual void WriteTitle(Utf8LineBuilder text, ViewHeader header)
    {
    }

    /// <summary>Draws the last updated interval.</summary>
    /// <param name="text">Where to draw.</param>
    /// <param name="label">The time of day, or "Average:".</param>
    public abstract void WriteText(Utf8LineBuilder text, string label);

    /// <summary>Writes the last updated interval's rows into an open JSON object.</summary>
    public abstract void WriteJson(Utf8JsonWriter json);

    /// <summary>True where the classic tool ends with averages over all intervals, which this view draws from the first and the last sample.</summary>
    public virtual bool HasAverage => false;
}

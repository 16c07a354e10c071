using Sonde.Diagnosis.Observations;

namespace Sonde.Diagnosis.Surveys;

/// <summary>
/// How a line of the kernel log that matters is known. A process chooses up to 15 bytes of many lines, its name, so a pattern either is longer than
/// that, or holds only at the line's start or end, or needs a second text.
/// </summary>
/// <param name="Anchor">A text of the kernel's own format string.</param>
/// <param name="Kind">What the line reports.</param>
/// <param name="Place">Where the anchor stands.</param>
/// <param name="Also">A second text that must be in the line; empty for none.</param>
internal sealed record KernelLogPattern(string Anchor, KernelEventKind Kind, KernelLogPattern.AnchorPlace Place = KernelLogPattern.AnchorPlace.Anywhere, string Also = "")
{
    /// <summary>Where in a line an anchor stands.</summary>
    internal enum AnchorPlace
    {
        /// <summary>Anywhere in the line.</summary>
        Anywhere,

        /// <summary>At its start.</summary>
        Start,

        /// <summary>At its end.</summary>
        End,
    }

    /// <summary>True where <paramref name="text"/> is such a line.</summary>
    public bool Matches(string text)
    {
        bool hasAnchor = Place switch
        {
            AnchorPlace.Start => text.StartsWith(Anchor, StringComparison.Ordinal),
            AnchorPlace.End => text.EndsWith(Anchor, StringComparison.Ordinal),
            _ => text.Contains(Anchor, StringComparison.Ordinal),
        };
        return hasAnchor && (Also.Length == 0 || text.Contains(Also, StringComparison.Ordinal));
    }
}

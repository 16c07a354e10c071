namespace Sonde.Views;

/// <summary>How one report is framed: its labels, and whether the headings come again.</summary>
/// <param name="Heading">The label of heading lines: the beginning of the interval.</param>
/// <param name="Row">The label of rows: its end.</param>
/// <param name="ShowsHeading">True where headings are due.</param>
/// <param name="IsAverage">True for the averages at the end.</param>
internal readonly record struct ReportFrame(ReportLabel Heading, ReportLabel Row, bool ShowsHeading, bool IsAverage);

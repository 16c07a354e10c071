namespace Sonde.Diagnosis.Reports.Rendering;

/// <summary>A document that is no sonde.report/1, with the place where it goes wrong.</summary>
public sealed class ReportFormatException : FormatException
{
    /// <summary>Creates the error.</summary>
    /// <param name="path">Where, such as findings[2].severity; empty for the whole document.</param>
    /// <param name="problem">What is wrong there.</param>
    /// <param name="inner">The JSON error behind it, where there is one.</param>
    public ReportFormatException(string path, string problem, Exception? inner = null)
        : base(path.Length == 0 ? $"not a {Report.SchemaName} document: {problem}" : $"not a {Report.SchemaName} document: {path}: {problem}", inner) => Path = path;

    /// <summary>Where, such as findings[2].severity.</summary>
    public string Path { get; }
}

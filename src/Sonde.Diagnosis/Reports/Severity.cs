namespace Sonde.Diagnosis.Reports;

/// <summary>How urgent a finding is; decides the exit status of a judging command.</summary>
public enum Severity
{
    /// <summary>Worth knowing; a healthy machine may have it. Exit status 0.</summary>
    Info,

    /// <summary>Hurts, or will soon. Exit status 1.</summary>
    Warning,

    /// <summary>Work fails or waits now. Exit status 2.</summary>
    Critical,
}

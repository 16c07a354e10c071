namespace Sonde.Diagnosis.Reports;

/// <summary>What a report says as a whole. The numbers are the exit status of judging commands and of Nagios checks.</summary>
public enum Verdict
{
    /// <summary>No finding above info.</summary>
    Healthy = 0,

    /// <summary>The worst finding is a warning.</summary>
    Warning = 1,

    /// <summary>The worst finding is critical.</summary>
    Critical = 2,

    /// <summary>Nothing bad was found, but too little could be observed to say that nothing is.</summary>
    Unknown = 3,
}

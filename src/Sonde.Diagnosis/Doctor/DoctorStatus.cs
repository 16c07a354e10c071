namespace Sonde.Diagnosis.Doctor;

/// <summary>Whether a source of evidence can be used.</summary>
public enum DoctorStatus
{
    /// <summary>It works.</summary>
    Works,

    /// <summary>It works in part, or works but is switched off.</summary>
    Limited,

    /// <summary>It cannot be used here.</summary>
    Missing,
}

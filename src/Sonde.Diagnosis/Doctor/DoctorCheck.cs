namespace Sonde.Diagnosis.Doctor;

/// <summary>One source of evidence: whether it can be used here, why not, and what it lets Sonde show.</summary>
/// <param name="Area">The heading it belongs under.</param>
/// <param name="Name">The source.</param>
/// <param name="Status">Whether it can be used.</param>
/// <param name="Detail">What was found: the value, or the reason.</param>
/// <param name="Shows">What Sonde shows with it, and cannot without it.</param>
/// <param name="Remedy">What would make it work; empty where it works or nothing helps.</param>
public sealed record DoctorCheck(string Area, string Name, DoctorStatus Status, string Detail, string Shows, string Remedy = "");

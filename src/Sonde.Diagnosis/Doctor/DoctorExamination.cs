using Sonde.Proc;

namespace Sonde.Diagnosis.Doctor;

/// <summary>Tries every source of evidence and says what this kernel, these permissions and this container let Sonde see. Changes nothing.</summary>
public static class DoctorExamination
{
    /// <summary>All checks, by area.</summary>
    public static IReadOnlyList<DoctorCheck> Run(LinuxRoot root) =>
    [
        .. MachineChecks.Run(root),
        .. PermissionChecks.Run(root),
        .. CounterChecks.Run(root),
        .. TracingChecks.Run(root),
    ];
}

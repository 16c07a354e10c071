namespace Sonde.Proc.Processes;

/// <summary>What <see cref="ProcessDetails"/> are asked for. Enum.HasFlag would make two objects for each question until the code is optimized.</summary>
internal static class ProcessDetailsExtensions
{
    /// <summary>True where <paramref name="part"/> is among <paramref name="details"/>.</summary>
    internal static bool Includes(this ProcessDetails details, ProcessDetails part) => (details & part) != ProcessDetails.None;
}

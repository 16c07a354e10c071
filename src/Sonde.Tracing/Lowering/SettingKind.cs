namespace Sonde.Tracing.Lowering;

/// <summary>A number that the runtime sets before the programs start; its place in the map of settings.</summary>
public enum SettingKind
{
    /// <summary>The clock when the script was started, nanoseconds.</summary>
    StartNanoseconds,

    /// <summary>The process id of the command that the script runs.</summary>
    ChildPid,

    /// <summary>Only this process is watched; 0 for all.</summary>
    FilterPid,
}

namespace Sonde.Tracing.Lowering;

/// <summary>A number that the runtime sets before the programs start; its place in the map of settings.</summary>
public enum SettingKind
{
    /// <summary>The clock when the script was started, nanoseconds.</summary>
    StartNanoseconds,
}

namespace Sonde.Symbols.Processes;

/// <summary>Which file a mapping shows, whatever its path is.</summary>
/// <param name="DeviceMajor">The file system's device number, upper part.</param>
/// <param name="DeviceMinor">The file system's device number, lower part.</param>
/// <param name="Inode">The file's number.</param>
/// <param name="Path">The path of a mapping that shows no file, such as [vdso].</param>
internal readonly record struct ModuleKey(uint DeviceMajor, uint DeviceMinor, ulong Inode, string Path)
{
    internal static ModuleKey Of(ProcessMapping mapping) =>
        mapping.IsFile ? new ModuleKey(mapping.DeviceMajor, mapping.DeviceMinor, mapping.Inode, "") : new ModuleKey(0, 0, mapping.End - mapping.Start, mapping.Path);
}

using Sonde.Proc.Kernel;

namespace Sonde.Metrics.Catalogue;

/// <summary>The fields of open files of the whole machine, from /proc/sys/fs/file-nr (Documentation/admin-guide/sysctl/fs.rst).</summary>
public static class FileHandleFields
{
    /// <summary>sar file-nr.</summary>
    public static readonly NumberField<FileHandles> Allocated =
        new("file_handles", "", FieldKind.Gauge, Source, "column 1", "open files of the whole machine; exact only to a batch per CPU", static r => r.Allocated);

    /// <summary>fs.file-max.</summary>
    public static readonly NumberField<FileHandles> Maximum =
        new("file_handles_maximum", "", FieldKind.Gauge, Source, "column 3", "the most files that may be open (fs.file-max)", static r => r.Maximum);

    /// <summary>All fields of this area.</summary>
    public static IReadOnlyList<Field> All =>
    [
        Allocated, Maximum,
    ];

    private const string Source = "/proc/sys/fs/file-nr";
}

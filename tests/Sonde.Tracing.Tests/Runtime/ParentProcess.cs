using System.Runtime.InteropServices;

namespace Sonde.Tracing.Tests.Runtime;

/// <summary>A system call that does nothing else.</summary>
internal static class ParentProcess
{
    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Read();
}

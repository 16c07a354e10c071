using System.Diagnostics;

namespace Sonde.Peers.Tests;

/// <summary>A shell script that loads the machine moderately until disposed.</summary>
internal sealed class BackgroundLoad : IDisposable
{
    private readonly Process _process;
    private readonly string? _file;

    private BackgroundLoad(string script, string? file = null)
    {
        _file = file;
        _process = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { UseShellExecute = false })!;
    }

    /// <summary>The process id of the shell.</summary>
    public string Pid => _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Half a CPU or so.</summary>
    public static BackgroundLoad OfCpu() => new("while :; do i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; sleep 0.02; done");

    /// <summary>Writes past the page cache, 64 KiB each, some hundred a second.</summary>
    public static BackgroundLoad OfDisk()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "load.bin");
        return new BackgroundLoad($"while :; do dd if=/dev/zero of='{file}' bs=64k count=40 oflag=direct conv=notrunc 2>/dev/null; sleep 0.1; done", file);
    }

    /// <summary>The shell itself writes 64 KiB to a file some ten times a second, through the page cache.</summary>
    public static BackgroundLoad OfWriter()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "written.bin");
        return new BackgroundLoad($"while :; do printf '%65536s' x >'{file}'; sleep 0.1; done", file);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        if (_file is not null)
            File.Delete(_file);
    }
}

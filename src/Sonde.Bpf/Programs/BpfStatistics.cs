using Sonde.Linux;
using Sonde.Linux.Bpf;

namespace Sonde.Bpf.Programs;

/// <summary>While this is open, the kernel counts and times the runs of all programs, at about 20 ns a run. Linux 5.8; needs CAP_SYS_ADMIN.</summary>
public sealed class BpfStatistics : IDisposable
{
    private readonly FileDescriptor _descriptor;

    private BpfStatistics(FileDescriptor descriptor) => _descriptor = descriptor;

    /// <summary>Switches statistics on.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static BpfStatistics Enable()
    {
        Errno errno = BpfSystemCall.EnableStatistics(out FileDescriptor? descriptor);
        return descriptor is not null ? new BpfStatistics(descriptor) : throw new BpfException("switch on the statistics of BPF programs", errno);
    }

    /// <inheritdoc/>
    public void Dispose() => _descriptor.Dispose();
}

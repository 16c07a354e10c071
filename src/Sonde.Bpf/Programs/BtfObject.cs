using System.Text;
using Sonde.Linux;
using Sonde.Linux.Bpf;

namespace Sonde.Bpf.Programs;

/// <summary>Type information that was given to the kernel.</summary>
public static class BtfObject
{
    /// <summary>Loads the bytes of a .BTF section. Linux 4.18.</summary>
    /// <returns>The descriptor to pass with programs and maps.</returns>
    /// <exception cref="BpfException">The kernel refuses; the message has its reason.</exception>
    public static FileDescriptor Load(ReadOnlySpan<byte> btf)
    {
        Errno errno = BpfSystemCall.LoadBtf(btf, default, out FileDescriptor? descriptor);
        if (descriptor is not null)
            return descriptor;
        byte[] log = new byte[1 << 20];
        Errno second = BpfSystemCall.LoadBtf(btf, log, out descriptor);
        if (descriptor is not null)
            return descriptor;
        string text = Encoding.UTF8.GetString(log.AsSpan(0, Math.Max(log.AsSpan().IndexOf((byte)0), 0))).Trim();
        int last = text.LastIndexOf('\n');
        throw new BpfException("load type information", second.IsSuccess ? errno : second, text.Length > 0 ? text[(last + 1)..] : null);
    }
}

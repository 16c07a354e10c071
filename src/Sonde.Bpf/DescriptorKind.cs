using System.Text;
using Sonde.Linux;

namespace Sonde.Bpf;

/// <summary>What a descriptor is of. The kernel answers questions about any BPF object into the same buffer, so a wrong kind would be misread.</summary>
internal static class DescriptorKind
{
    internal const string Program = "bpf-prog";
    internal const string Map = "bpf-map";
    internal const string Link = "bpf-link";

    /// <summary>Throws where <paramref name="descriptor"/> is open on something else. Without /proc it passes.</summary>
    internal static void Require(FileDescriptor descriptor, string kind, string action)
    {
        ObjectDisposedException.ThrowIf(descriptor.IsClosed, descriptor);
        Errno errno = FileDescriptor.TryReadLink(null, Encoding.UTF8.GetBytes($"/proc/self/fd/{descriptor.Number}"), out string target);
        if (errno.IsSuccess && !IsOf(target, kind))
            throw new BpfException(action, Errno.InvalidArgument, $"it is {target}, not a {kind}.");
    }

    /// <summary>Whether the link of a descriptor in /proc names this kind. The kernel writes bpf_link where it made one, and bpf-link where it opened one.</summary>
    internal static bool IsOf(string target, string kind) => target.Replace('_', '-') == "anon-inode:" + kind;
}

using System.Text;
using Sonde.Linux;

namespace Sonde.Proc.Cgroups;

/// <summary>One file of a group, with its descriptor where that is kept.</summary>
internal sealed class CgroupFile(string directory, string name) : IDisposable
{
    /// <summary>The absolute path.</summary>
    internal byte[] Path { get; } = Encoding.UTF8.GetBytes($"{directory}/{name}");

    /// <summary>The kept descriptor.</summary>
    internal FileDescriptor? Descriptor { get; set; }

    /// <summary>True once the file was found to be missing, which it stays for as long as the group lives.</summary>
    internal bool IsMissing { get; set; }

    /// <inheritdoc/>
    public void Dispose() => Descriptor?.Dispose();
}

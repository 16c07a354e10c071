namespace Sonde.Linux;

/// <summary>A descriptor's number for the length of a call, during which it cannot be closed; 0 stands for no descriptor, as in bpf(2).</summary>
internal ref struct DescriptorUse : IDisposable
{
    private readonly FileDescriptor? descriptor;
    private bool added;

    /// <summary>Holds <paramref name="descriptor"/>.</summary>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    internal DescriptorUse(FileDescriptor? descriptor)
    {
        this.descriptor = descriptor;
        descriptor?.DangerousAddRef(ref added);
    }

    internal readonly uint Number => descriptor is null ? 0 : (uint)descriptor.Number;

    public void Dispose()
    {
        if (added)
            descriptor!.DangerousRelease();
        added = false;
    }
}

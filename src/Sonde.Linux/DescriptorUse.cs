namespace Sonde.Linux;

/// <summary>A descriptor's number for the length of a call, during which it cannot be closed; 0 stands for no descriptor, as in bpf(2).</summary>
internal ref struct DescriptorUse : IDisposable
{
    private readonly FileDescriptor? _descriptor;
    private bool _added;

    /// <summary>Holds <paramref name="descriptor"/>.</summary>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    internal DescriptorUse(FileDescriptor? descriptor)
    {
        _descriptor = descriptor;
        descriptor?.DangerousAddRef(ref _added);
    }

    internal readonly uint Number => _descriptor is null ? 0 : (uint)_descriptor.Number;

    public void Dispose()
    {
        if (_added)
            _descriptor!.DangerousRelease();
        _added = false;
    }
}

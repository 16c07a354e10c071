namespace Sonde.Linux;

/// <summary>The reader of standard output or standard error is gone, as after <c>| head</c>: an order to stop, not a fault to report.</summary>
public sealed class ClosedOutputException : IOException
{
    /// <summary>Creates the exception for descriptor <paramref name="descriptor"/>.</summary>
    public ClosedOutputException(int descriptor)
        : base($"the reader of descriptor {descriptor} is gone ({Errno.BrokenPipe.Name})") => Descriptor = descriptor;

    /// <summary>The descriptor's number: 1 for standard output, 2 for standard error.</summary>
    public int Descriptor { get; }
}

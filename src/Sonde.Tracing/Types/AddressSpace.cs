namespace Sonde.Tracing.Types;

/// <summary>Which memory a pointer refers to, and so which helper reads through it.</summary>
public enum AddressSpace
{
    /// <summary>Not known: the probe decides.</summary>
    Unknown,

    /// <summary>Memory of the kernel.</summary>
    Kernel,

    /// <summary>Memory of the current process.</summary>
    User,

    /// <summary>Memory of the program itself that the verifier lets be read directly: stack, map value, context.</summary>
    Bpf,
}

namespace Sonde.Linux.Bpf;

/// <summary>The kinds of object that the kernel numbers.</summary>
public enum BpfObjectKind
{
    /// <summary>Programs.</summary>
    Program,

    /// <summary>Maps.</summary>
    Map,

    /// <summary>Type information.</summary>
    Btf,

    /// <summary>Attachments.</summary>
    Link,
}

namespace Sonde.Tracing.Lowering;

/// <summary>Where a value is.</summary>
internal enum MemoryKind
{
    /// <summary>In a register.</summary>
    None,

    /// <summary>At an address that the program may read directly: its stack, a map's value, scratch room.</summary>
    Program,

    /// <summary>In the program's context.</summary>
    Context,

    /// <summary>In kernel memory.</summary>
    Kernel,

    /// <summary>In the memory of the current process.</summary>
    User,
}

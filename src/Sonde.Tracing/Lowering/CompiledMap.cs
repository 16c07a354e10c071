using Sonde.Tracing.Binding;

namespace Sonde.Tracing.Lowering;

/// <summary>A map to create.</summary>
/// <param name="Id">Its place among the script's maps.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Name">A name for the kernel's listings.</param>
public sealed record CompiledMap(int Id, MapPurpose Purpose, string Name)
{
    /// <summary>Bytes of a key.</summary>
    public int KeySize { get; set; } = 4;

    /// <summary>Bytes of a value.</summary>
    public int ValueSize { get; set; } = 8;

    /// <summary>The most elements.</summary>
    public int MaximumEntries { get; set; } = 1;

    /// <summary>The script's map that it holds; null for the others.</summary>
    public MapSymbol? Symbol { get; init; }

    /// <summary>The most frames of a stack.</summary>
    public int StackLimit { get; init; }
}

namespace Sonde.Architecture.Tests;

/// <summary>One project under src/.</summary>
/// <param name="Name">The project's name, which is also its folder and its root namespace.</param>
/// <param name="MayUse">The rooms that it may refer to.</param>
internal sealed record Room(string Name, params IReadOnlyList<Room> MayUse)
{
    /// <summary>The assembly's name, where it differs from the project's.</summary>
    public string AssemblyName { get; init; } = Name;

    /// <summary>The packages that it may refer to, analyzers apart.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>True for the rooms that handle raw memory.</summary>
    public bool AllowsUnsafe { get; init; }

    /// <summary>True for the room that calls native code.</summary>
    public bool CallsKernel { get; init; }
}

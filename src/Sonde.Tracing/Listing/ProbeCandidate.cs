namespace Sonde.Tracing.Listing;

/// <summary>A probe whose arguments are looked up only if it is chosen.</summary>
/// <param name="Name">Its whole name.</param>
/// <param name="Arguments">Finds its arguments.</param>
internal readonly record struct ProbeCandidate(string Name, Func<IEnumerable<string>> Arguments)
{
    /// <summary>A probe without arguments.</summary>
    /// <param name="name">Its whole name.</param>
    public static ProbeCandidate WithoutArguments(string name) => new(name, () => []);
}

namespace Sonde.Tracing.Types;

/// <summary>Makes equatable arrays; the compiler calls it for <c>[a, b]</c>.</summary>
public static class EquatableArrayBuilder
{
    /// <summary>A list of copies of some elements.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="items">The elements.</param>
    public static EquatableArray<T> Create<T>(ReadOnlySpan<T> items)
        where T : IEquatable<T> => new(items.ToArray());
}

namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>The arguments of a parameter pack.</summary>
internal sealed class PackNode(IReadOnlyList<ItaniumNode> elements) : ItaniumNode
{
    internal int Count => elements.Count;

    /// <summary>The element that the present expansion is at; null where it is behind the last.</summary>
    internal ItaniumNode? Element(ItaniumOutput output)
    {
        if (output.PackLength < 0)
            output.PackLength = elements.Count;
        return output.PackIndex < elements.Count ? elements[output.PackIndex] : null;
    }

    protected override void Left(ItaniumOutput output) => PrintList(output, elements);
}

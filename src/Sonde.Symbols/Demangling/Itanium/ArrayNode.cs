namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>An array, with a dimension or without.</summary>
internal sealed class ArrayNode(ItaniumNode element, ItaniumNode? dimension) : ItaniumNode
{
    internal override bool HasRight(ItaniumOutput output) => true;

    protected override void Left(ItaniumOutput output) => element.PrintLeft(output);

    protected override void Right(ItaniumOutput output)
    {
        output.Add(output.Last == ']' ? "[" : " [");
        dimension?.Print(output);
        output.Add("]");
        element.PrintRight(output);
    }
}

namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>Nodes with commas between them.</summary>
internal sealed class ListNode(IReadOnlyList<ItaniumNode> nodes) : ItaniumNode
{
    internal IReadOnlyList<ItaniumNode> Nodes => nodes;

    protected override void Left(ItaniumOutput output) => PrintList(output, nodes);
}

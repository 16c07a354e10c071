namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>Texts and nodes one after the other.</summary>
internal sealed class SequenceNode(params object[] parts) : ItaniumNode
{
    internal string Base { get; init; } = "";

    internal bool Simple { get; init; }

    internal override string BaseName => Base;

    internal override bool IsSimple => Simple;

    protected override void Left(ItaniumOutput output)
    {
        foreach (object part in parts)
        {
            if (part is ItaniumNode node)
                node.Print(output);
            else
                output.Add((string)part);
        }
    }
}

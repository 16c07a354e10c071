namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>The type of a lambda.</summary>
internal sealed class LambdaNode(IReadOnlyList<ItaniumNode> parameters, int number) : ItaniumNode
{
    internal override bool IsSimple => true;

    protected override void Left(ItaniumOutput output)
    {
        output.Add("{lambda(");
        output.LambdaDepth++;
        PrintList(output, parameters);
        output.LambdaDepth--;
        output.Add($")#{number}}}");
    }
}

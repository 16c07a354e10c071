namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>A function's type: what it returns, its parameters, and the qualifiers behind them.</summary>
internal sealed class FunctionTypeNode(ItaniumNode? returned, IReadOnlyList<ItaniumNode> parameters, ItaniumNode qualifiers) : ItaniumNode
{
    internal override bool HasRight(ItaniumOutput output) => true;

    protected override void Left(ItaniumOutput output)
    {
        if (returned is null)
            return;
        returned.PrintLeft(output);
        if (!returned.HasRight(output))
            output.Add(" ");
    }

    protected override void Right(ItaniumOutput output)
    {
        output.Add("(");
        PrintList(output, parameters);
        output.Add(")");
        returned?.PrintRight(output);
        qualifiers.Print(output);
    }
}

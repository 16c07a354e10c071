namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>A pointer or reference; a reference to a reference is one, an rvalue's only where both are.</summary>
internal sealed class PointerNode(ItaniumNode target, string sign) : ItaniumNode
{
    internal override bool HasRight(ItaniumOutput output) => Collapse(output).Target.HasRight(output);

    protected override void Left(ItaniumOutput output)
    {
        (ItaniumNode innermost, string shown) = Collapse(output);
        innermost.PrintLeft(output);
        ItaniumNode resolved = innermost.Resolve(output);
        if (resolved is ArrayNode)
            output.Add(" (");
        else if (resolved is FunctionTypeNode)
            output.Add("(");
        output.Add(shown);
    }

    protected override void Right(ItaniumOutput output)
    {
        ItaniumNode innermost = Collapse(output).Target;
        if (innermost.Resolve(output) is ArrayNode or FunctionTypeNode)
            output.Add(")");
        innermost.PrintRight(output);
    }

    private (ItaniumNode Target, string Sign) Collapse(ItaniumOutput output)
    {
        ItaniumNode innermost = target;
        string shown = sign;
        while (sign[0] == '&' && innermost.Resolve(output) is PointerNode { IsReference: true } inner)
        {
            shown = inner.Sign == "&" ? "&" : shown;
            innermost = inner.Target;
        }

        return (innermost, shown);
    }

    private bool IsReference => sign[0] == '&';

    private string Sign => sign;

    private ItaniumNode Target => target;
}

namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>A template's parameter, printed as the argument that is given for it; of a pack that is expanded, as one of its elements.</summary>
internal sealed class TemplateParameterNode(int index) : ItaniumNode
{
    internal int Index => index;

    /// <summary>The argument; null until it is known, which for a conversion operator is later.</summary>
    internal ItaniumNode? Argument { get; set; }

    // A template's argument may hold the parameter itself, in names that no compiler makes.
    internal override string BaseName => Argument is TextNode or NestedNode ? Argument.BaseName : "";

    internal override ItaniumNode Resolve(ItaniumOutput output)
    {
        output.Enter();
        ItaniumNode resolved = output.LambdaDepth > 0 || Meant(output) is not { } meant ? this : meant.Resolve(output);
        output.Leave();
        return resolved;
    }

    internal override bool HasRight(ItaniumOutput output)
    {
        output.Enter();
        ItaniumNode target = Resolve(output);
        bool hasRight = target != this && target.HasRight(output);
        output.Leave();
        return hasRight;
    }

    protected override void Left(ItaniumOutput output)
    {
        if (output.LambdaDepth > 0)
            output.Add($"auto:{index + 1}");
        else if (Argument is null)
            throw new ItaniumFormatException("template parameter without argument");
        else
            Meant(output)?.PrintLeft(output);
    }

    protected override void Right(ItaniumOutput output)
    {
        if (output.LambdaDepth == 0)
            Meant(output)?.PrintRight(output);
    }

    private ItaniumNode? Meant(ItaniumOutput output) => Argument is PackNode pack && output.PackIndex >= 0 ? pack.Element(output) : Argument;
}

namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>A name in a namespace, class or function.</summary>
internal sealed class NestedNode(ItaniumNode scope, ItaniumNode name) : ItaniumNode
{
    internal override string BaseName => name.BaseName;

    internal override bool IsSimple => true;

    protected override void Left(ItaniumOutput output)
    {
        scope.Print(output);
        output.Add("::");
        name.Print(output);
    }
}

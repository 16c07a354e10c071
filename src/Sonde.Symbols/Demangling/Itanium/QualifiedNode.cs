namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>A type with const, volatile and restrict behind it; what the type has already is not repeated.</summary>
internal sealed class QualifiedNode(ItaniumNode type, IReadOnlyList<string> qualifiers) : ItaniumNode
{
    internal override ItaniumNode Resolve(ItaniumOutput output) => type.Resolve(output) is ArrayNode or FunctionTypeNode ? type.Resolve(output) : this;

    internal override bool HasRight(ItaniumOutput output) => type.HasRight(output);

    protected override void Left(ItaniumOutput output)
    {
        type.PrintLeft(output);
        QualifiedNode? inner = type.Resolve(output) as QualifiedNode;
        foreach (string qualifier in qualifiers)
        {
            if (inner is null || !inner.Has(qualifier, output))
                output.Add(qualifier);
        }
    }

    protected override void Right(ItaniumOutput output) => type.PrintRight(output);

    private bool Has(string qualifier, ItaniumOutput output)
    {
        output.Enter();
        bool has = qualifiers.Contains(qualifier) || (type.Resolve(output) is QualifiedNode inner && inner.Has(qualifier, output));
        output.Leave();
        return has;
    }
}

namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>A pointer to a member of a class.</summary>
internal sealed class MemberPointerNode(ItaniumNode owner, ItaniumNode member) : ItaniumNode
{
    internal override bool HasRight(ItaniumOutput output) => member.HasRight(output);

    protected override void Left(ItaniumOutput output)
    {
        member.PrintLeft(output);
        output.Add(member.Resolve(output) switch { ArrayNode => " (", FunctionTypeNode => "(", _ => " " });
        owner.Print(output);
        output.Add("::*");
    }

    protected override void Right(ItaniumOutput output)
    {
        if (member.Resolve(output) is ArrayNode or FunctionTypeNode)
            output.Add(")");
        member.PrintRight(output);
    }
}

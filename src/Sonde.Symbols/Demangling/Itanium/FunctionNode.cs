namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>A function with its parameters; of a template's function, also with what it returns.</summary>
internal sealed class FunctionNode(ItaniumNode? returned, ItaniumNode name, IReadOnlyList<ItaniumNode> parameters, string qualifiers) : ItaniumNode
{
    /// <summary>The function's name alone.</summary>
    internal ItaniumNode Name => name;

    /// <summary>" const" and the like.</summary>
    internal string Qualifiers => qualifiers;

    protected override void Left(ItaniumOutput output)
    {
        if (returned is not null)
        {
            returned.PrintLeft(output);
            if (!returned.HasRight(output))
                output.Add(" ");
        }

        name.Print(output);
        output.Add("(");
        PrintList(output, parameters);
        output.Add(")");
        returned?.PrintRight(output);
        output.Add(qualifiers);
    }
}

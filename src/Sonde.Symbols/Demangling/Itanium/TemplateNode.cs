namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>A template's name with its arguments.</summary>
internal sealed class TemplateNode(ItaniumNode name, IReadOnlyList<ItaniumNode> arguments) : ItaniumNode
{
    internal override string BaseName => name.BaseName;

    protected override void Left(ItaniumOutput output)
    {
        name.Print(output);
        PrintArguments(output, arguments);
    }

    /// <summary>Prints arguments in angle brackets that are never taken for a shift or for part of an operator.</summary>
    internal static void PrintArguments(ItaniumOutput output, IReadOnlyList<ItaniumNode> arguments)
    {
        output.Add(output.Last == '<' ? " <" : "<");
        PrintList(output, arguments);
        output.Add(output.Last == '>' ? " >" : ">");
    }
}

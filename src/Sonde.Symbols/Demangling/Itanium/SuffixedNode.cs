namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>A type with a word behind it, such as " _Complex".</summary>
internal sealed class SuffixedNode(ItaniumNode type, ItaniumNode suffix) : ItaniumNode
{
    internal override bool HasRight(ItaniumOutput output) => type.HasRight(output);

    protected override void Left(ItaniumOutput output)
    {
        type.PrintLeft(output);
        suffix.Print(output);
    }

    protected override void Right(ItaniumOutput output) => type.PrintRight(output);
}

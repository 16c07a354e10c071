namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>A name or built-in type.</summary>
internal sealed class TextNode(string text, string? baseName = null) : ItaniumNode
{
    internal string Text => text;

    internal override string BaseName => baseName ?? text;

    internal override bool IsSimple => true;

    protected override void Left(ItaniumOutput output) => output.Add(text);
}

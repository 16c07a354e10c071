namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>A pattern that is printed for each element of the packs in it; "..." where it has none.</summary>
internal sealed class ExpansionNode(ItaniumNode pattern) : ItaniumNode
{
    protected override void Left(ItaniumOutput output)
    {
        (int index, int length) = (output.PackIndex, output.PackLength);
        (int start, char last) = (output.Length, output.Last);
        (output.PackIndex, output.PackLength) = (0, -1);
        pattern.Print(output);
        int elements = output.PackLength;
        if (elements == 0)
            output.Cut(start, last);
        for (int i = 1; i < elements; i++)
        {
            output.Add(", ");
            output.PackIndex = i;
            pattern.Print(output);
        }

        (output.PackIndex, output.PackLength) = (index, length);
        if (elements < 0)
            output.Add("...");
    }
}

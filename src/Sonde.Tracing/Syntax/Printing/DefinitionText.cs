using System.Text;

namespace Sonde.Tracing.Syntax.Printing;

/// <summary>How C definitions are written.</summary>
internal static class DefinitionText
{
    /// <summary>A definition without the semicolon at its end.</summary>
    public static string Of(CDefinition definition) => definition switch
    {
        TypedefDefinition alias => "typedef " + TypeText.Declare(alias.Type, alias.Name),
        EnumDefinition enumeration => Braces("enum " + enumeration.Name, enumeration.Members.Select(member => $"{member.Name} = {member.Value},")),
        StructDefinition aggregate => Braces(Head(aggregate), aggregate.Members.Select(member => Member(member) + ";")),
        _ => throw new ArgumentOutOfRangeException(nameof(definition)),
    };

    private static string Head(StructDefinition aggregate) =>
        (aggregate.Kind == AggregateKind.Struct ? "struct " : "union ") + (aggregate.IsPacked ? "__attribute__((packed)) " : "") + aggregate.Name;

    private static string Member(StructMember member) =>
        TypeText.Declare(member.Type, member.Name) + (member.BitWidth is { } width ? $" : {width}" : "");

    private static string Braces(string head, IEnumerable<string> lines)
    {
        var text = new StringBuilder(head.TrimEnd()).Append(" {\n");
        foreach (var line in lines)
            text.Append("  ").Append(line.Replace("\n", "\n  ", StringComparison.Ordinal)).Append('\n');
        return text.Append('}').ToString();
    }
}

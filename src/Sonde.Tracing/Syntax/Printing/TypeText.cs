namespace Sonde.Tracing.Syntax.Printing;

/// <summary>How types are written, in the language's own spelling and in C's.</summary>
internal static class TypeText
{
    /// <summary>A type of a cast or declaration.</summary>
    public static string Of(TypeSyntax type)
    {
        var name = type.Element is { } element ? Of(element)
            : type.TypeOfOperand is { } operand ? $"typeof({ExpressionText.Of(operand)})"
            : Prefix(type.Keyword) + type.Name;
        return name + Pointers(type) + string.Concat(type.ArraySizes.Select(size => size == 0 ? "[]" : $"[{size}]"));
    }

    /// <summary>A declaration in C: the declared name wrapped into its type.</summary>
    public static string Declare(CType type, string declarator) => type switch
    {
        CNamedType named => $"{Prefix(named.Keyword)}{named.Name} {declarator}".TrimEnd(),
        CInlineType inline => $"{DefinitionText.Of(inline.Definition)} {declarator}".TrimEnd(),
        CPointerType { Target: CArrayType or CFunctionType } pointer => Declare(pointer.Target, $"(*{declarator})"),
        CPointerType pointer => Declare(pointer.Target, "*" + declarator),
        CArrayType array => Declare(array.Element, $"{declarator}[{(array.Count == 0 ? "" : array.Count)}]"),
        CFunctionType function => Declare(function.ReturnType, declarator + "()"),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static string Prefix(TypeKeyword keyword) => keyword switch
    {
        TypeKeyword.Struct => "struct ",
        TypeKeyword.Union => "union ",
        TypeKeyword.Enum => "enum ",
        _ => "",
    };

    private static string Pointers(TypeSyntax type) =>
        type.PointerDepth == 0 ? "" : (type.Element is null ? " " : "") + new string('*', type.PointerDepth);
}

using System.Text;
using Sonde.Binary.Btf;

namespace Sonde.Tracing.Listing;

/// <summary>Writes types of BTF as C.</summary>
public static class CTypeText
{
    private const int DeepestNesting = 32;

    /// <summary>A declaration of something of a type, as <c>struct file * file</c>: what <c>-lv</c> shows of arguments.</summary>
    /// <param name="image">The types.</param>
    /// <param name="typeId">The type.</param>
    /// <param name="name">What is declared.</param>
    /// <exception cref="BtfFormatException">The types are damaged.</exception>
    public static string Argument(BtfImage image, int typeId, string name)
    {
        var declaration = Declare(image, typeId, "", indent: 0, depth: 0);
        return $"{declaration} {name}";
    }

    /// <summary>The definition of a struct, union or enum, as <c>-lv 'struct path'</c> shows it.</summary>
    /// <param name="image">The types.</param>
    /// <param name="typeId">The type.</param>
    /// <exception cref="BtfFormatException">The types are damaged.</exception>
    public static string Definition(BtfImage image, int typeId) => $"{Body(image, image[typeId], 0, 0)};\n";

    private static string Declare(BtfImage image, int typeId, string declarator, int indent, int depth)
    {
        if (depth > DeepestNesting)
            throw new BtfFormatException($"type {typeId} is nested too deeply");
        BtfType type = image[typeId];
        switch (type.Kind)
        {
            case BtfKind.Void:
                return Join("void", declarator);
            case BtfKind.Pointer:
                var isGrouped = image[Unqualified(image, type.TargetId)].Kind is BtfKind.Array or BtfKind.FunctionPrototype;
                return Declare(image, type.TargetId, isGrouped ? $"(*{declarator})" : $"*{declarator}", indent, depth + 1);
            case BtfKind.Array:
                return Declare(image, type.TargetId, $"{declarator}[{type.ElementCount}]", indent, depth + 1);
            case BtfKind.FunctionPrototype:
                var parameters = type.Parameters.Select(p => p.IsVariadic ? "..." : Declare(image, p.TypeId, p.Name, indent, depth + 1));
                var list = string.Join(", ", parameters);
                return Declare(image, type.TargetId, $"{declarator}({(list.Length == 0 ? "void" : list)})", indent, depth + 1);
            case BtfKind.Const or BtfKind.Volatile or BtfKind.Restrict:
                return Qualify(image, type, declarator, indent, depth);
            case BtfKind.TypeTag:
                return Declare(image, type.TargetId, declarator, indent, depth + 1);
            case BtfKind.Struct or BtfKind.Union or BtfKind.Enumeration or BtfKind.Enumeration64 when type.NameBytes.IsEmpty:
                return Join(Body(image, type, indent, depth + 1), declarator);
            case BtfKind.Struct or BtfKind.Union or BtfKind.Forward or BtfKind.Enumeration or BtfKind.Enumeration64:
                return Join($"{Keyword(type)} {type.Name}", declarator);
            default:
                return Join(type.Name, declarator);
        }
    }

    private static string Qualify(BtfImage image, BtfType type, string declarator, int indent, int depth)
    {
        var qualifier = type.Kind switch { BtfKind.Const => "const", BtfKind.Volatile => "volatile", _ => "restrict" };
        return image[Unqualified(image, type.TargetId)].Kind == BtfKind.Pointer
            ? Declare(image, type.TargetId, Join($" {qualifier}", declarator), indent, depth + 1)
            : $"{qualifier} {Declare(image, type.TargetId, declarator, indent, depth + 1)}";
    }

    private static int Unqualified(BtfImage image, int typeId)
    {
        for (var depth = 0; depth < DeepestNesting; depth++)
        {
            BtfType type = image[typeId];
            if (type.Kind is not (BtfKind.Const or BtfKind.Volatile or BtfKind.Restrict or BtfKind.TypeTag))
                break;
            typeId = type.TargetId;
        }

        return typeId;
    }

    private static string Body(BtfImage image, BtfType type, int indent, int depth)
    {
        if (depth > DeepestNesting)
            throw new BtfFormatException($"type {type.Id} is nested too deeply");
        StringBuilder text = new();
        text.Append(Keyword(type));
        if (!type.NameBytes.IsEmpty)
            text.Append(' ').Append(type.Name);
        if (type.Count == 0)
            return text.Append(" {}").ToString();
        text.Append(" {\n");
        if (type.IsEnumeration)
        {
            foreach (BtfEnumerator item in type.Enumerators)
                text.Append('\t', indent + 1).Append($"{item.Name} = {(type.IsSigned ? $"{item.Value}" : $"{(ulong)item.Value}")},\n");
        }
        else
        {
            foreach (BtfMember member in type.Members)
            {
                text.Append('\t', indent + 1).Append(Declare(image, member.TypeId, member.Name, indent + 1, depth + 1));
                text.Append(member.BitSize > 0 ? $": {member.BitSize};\n" : ";\n");
            }
        }

        return text.Append('\t', indent).Append('}').ToString();
    }

    private static string Keyword(BtfType type) => type.Kind switch
    {
        BtfKind.Union => "union",
        BtfKind.Enumeration or BtfKind.Enumeration64 => "enum",
        BtfKind.Forward when type.IsForwardOfUnion => "union",
        _ => "struct",
    };

    private static string Join(string type, string declarator) => declarator.Length == 0 ? type : $"{type} {declarator}";
}

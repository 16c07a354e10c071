using System.Text;

namespace Sonde.Binary.Btf;

/// <summary>Types as C declares them, with the offset and size of each member as a comment.</summary>
public static class BtfDeclaration
{
    private const int DeepestNesting = 64;

    /// <summary>The declaration of type <paramref name="id"/>: a struct, union or enumeration with its members, a typedef, a function.</summary>
    /// <exception cref="BtfFormatException">The type information is damaged.</exception>
    public static string Of(BtfImage image, int id)
    {
        StringBuilder text = new();
        BtfType type = image[id];
        switch (type.Kind)
        {
            case BtfKind.Struct or BtfKind.Union or BtfKind.Enumeration or BtfKind.Enumeration64:
                AppendBody(image, type, text, 0, 0);
                text.Append(type.IsEnumeration ? ";" : $"; /* size {type.Size} */");
                break;
            case BtfKind.Typedef:
                text.Append("typedef ").Append(Named(image, type.TargetId, type.Name, 0)).Append(';');
                break;
            case BtfKind.Function or BtfKind.Variable:
                text.Append(Named(image, type.TargetId, type.Name, 0)).Append(';');
                break;
            default:
                text.Append(Named(image, id, "", 0)).Append(';');
                break;
        }

        return text.Append('\n').ToString();
    }

    /// <summary>A declaration of <paramref name="name"/> with type <paramref name="id"/>, such as "char comm[16]"; with an empty name the type alone.</summary>
    /// <exception cref="BtfFormatException">The type information is damaged.</exception>
    public static string Named(BtfImage image, int id, string name) => Named(image, id, name, 0);

    // C writes pointers and arrays around the name, from the inside out.
    private static string Named(BtfImage image, int id, string name, int depth)
    {
        if (depth > DeepestNesting)
            return "/* too deep */ void " + name;
        BtfType type = image[id];
        switch (type.Kind)
        {
            case BtfKind.Pointer:
                bool isWrapped = Unqualified(image, type.TargetId).Kind is BtfKind.Array or BtfKind.FunctionPrototype;
                return Named(image, type.TargetId, isWrapped ? $"(*{name})" : $"*{name}", depth + 1);
            case BtfKind.Array:
                return Named(image, type.TargetId, $"{name}[{(type.ElementCount > 0 ? type.ElementCount : "")}]", depth + 1);
            case BtfKind.FunctionPrototype:
                return Named(image, type.TargetId, $"{name}({Parameters(image, type, depth)})", depth + 1);
            case BtfKind.Function:
                return Named(image, type.TargetId, name, depth + 1);
            case BtfKind.Const or BtfKind.Volatile or BtfKind.Restrict:
                return Qualified(image, type, name, depth);
            case BtfKind.TypeTag:
                return Named(image, type.TargetId, name, depth + 1);
            default:
                return Joined(Base(type), name);
        }
    }

    // "const" of a pointer stands beside the name, of anything else before the type.
    private static string Qualified(BtfImage image, BtfType type, string name, int depth)
    {
        string word = type.Kind switch { BtfKind.Const => "const", BtfKind.Volatile => "volatile", _ => "restrict" };
        return Unqualified(image, type.TargetId).Kind == BtfKind.Pointer
            ? Named(image, type.TargetId, Joined(word, name), depth + 1)
            : $"{word} {Named(image, type.TargetId, name, depth + 1)}";
    }

    private static BtfType Unqualified(BtfImage image, int id)
    {
        BtfType type = image[id];
        for (int i = 0; i < DeepestNesting && type.Kind is BtfKind.Const or BtfKind.Volatile or BtfKind.Restrict or BtfKind.TypeTag; i++)
            type = image[type.TargetId];
        return type;
    }

    private static string Joined(string type, string name) => name.Length > 0 ? $"{type} {name}" : type;

    private static string Base(BtfType type) => type.Kind switch
    {
        BtfKind.Struct => $"struct {NameOf(type)}",
        BtfKind.Union => $"union {NameOf(type)}",
        BtfKind.Enumeration or BtfKind.Enumeration64 => $"enum {NameOf(type)}",
        BtfKind.Forward => $"{(type.IsForwardOfUnion ? "union" : "struct")} {type.Name}",
        _ => type.Name,
    };

    private static string NameOf(BtfType type) => type.NameBytes.IsEmpty ? "{ ... }" : type.Name;

    private static string Parameters(BtfImage image, BtfType prototype, int depth)
    {
        string text = string.Join(", ", prototype.Parameters.Select(p => p.IsVariadic ? "..." : Named(image, p.TypeId, p.Name, depth + 1)));
        return text.Length > 0 ? text : "void";
    }

    private static void AppendBody(BtfImage image, BtfType type, StringBuilder text, int indent, int depth)
    {
        string word = type.Kind switch { BtfKind.Struct => "struct", BtfKind.Union => "union", _ => "enum" };
        text.Append(word).Append(' ').Append(type.NameBytes.IsEmpty ? "" : type.Name + " ").Append("{\n");
        if (type.IsEnumeration)
        {
            foreach (BtfEnumerator enumerator in type.Enumerators)
                text.Append('\t', indent + 1).Append(enumerator.Name).Append(" = ").Append(type.IsSigned ? $"{enumerator.Value}" : $"{(ulong)enumerator.Value}").Append(",\n");
        }
        else
        {
            foreach (BtfMember member in type.Members)
                AppendMember(image, member, text, indent + 1, depth);
        }

        text.Append('\t', indent).Append('}');
    }

    private static void AppendMember(BtfImage image, BtfMember member, StringBuilder text, int indent, int depth)
    {
        text.Append('\t', indent);
        BtfType type = image[member.TypeId];
        bool isInline = (type.IsComposite || type.IsEnumeration) && type.NameBytes.IsEmpty && depth < DeepestNesting;
        if (isInline)
        {
            AppendBody(image, type, text, indent, depth + 1);
            if (!member.IsAnonymous)
                text.Append(' ').Append(member.Name);
        }
        else
        {
            text.Append(Named(image, member.TypeId, member.Name, 0));
        }

        if (member.BitSize > 0)
            text.Append(": ").Append(member.BitSize);
        text.Append("; /* ").Append(member.BitOffset / 8).Append(member.BitOffset % 8 > 0 ? $":{member.BitOffset % 8}" : "").Append(" */\n");
    }
}

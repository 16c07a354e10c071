using System.Text;
using Sonde.Binary.Btf;

namespace Sonde.Binary.Tests.Btf;

/// <summary>An image's types as "bpftool btf dump ... format raw" writes them.</summary>
internal static class BtfRawText
{
    public static string Of(BtfImage image)
    {
        StringBuilder text = new();
        for (int id = image.FirstOwnId; id < image.TypeCount; id++)
            Append(text, image, image[id]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, BtfImage image, BtfType type)
    {
        text.Append($"[{type.Id}] {Kind(type.Kind)} '{Name(type.Name)}'");
        switch (type.Kind)
        {
            case BtfKind.Integer:
                string encoding = type.Encoding switch { BtfIntegerEncoding.None => "(none)", BtfIntegerEncoding.Signed => "SIGNED", BtfIntegerEncoding.Character => "CHAR", BtfIntegerEncoding.Boolean => "BOOL", _ => "UNKN" };
                text.Append($" size={type.Size} bits_offset={type.FirstBit} nr_bits={type.Bits} encoding={encoding}");
                break;
            case BtfKind.Array:
                text.Append($" type_id={type.TargetId} index_type_id={type.IndexId} nr_elems={type.ElementCount}");
                break;
            case BtfKind.Struct or BtfKind.Union:
                text.Append($" size={type.Size} vlen={type.Count}");
                foreach (BtfMember member in type.Members)
                    text.Append($"\n\t'{Name(member.Name)}' type_id={member.TypeId} bits_offset={member.BitOffset}{(member.BitSize == 0 ? "" : $" bitfield_size={member.BitSize}")}");
                break;
            case BtfKind.Enumeration or BtfKind.Enumeration64:
                text.Append($" encoding={(type.IsSigned ? "SIGNED" : "UNSIGNED")} size={type.Size} vlen={type.Count}");
                foreach (BtfEnumerator value in type.Enumerators)
                    text.Append($"\n\t'{value.Name}' val={(type.IsSigned ? value.Value : (ulong)value.Value)}{(type.Kind == BtfKind.Enumeration64 ? type.IsSigned ? "LL" : "ULL" : "")}");
                break;
            case BtfKind.Forward:
                text.Append($" fwd_kind={(type.IsForwardOfUnion ? "union" : "struct")}");
                break;
            case BtfKind.FunctionPrototype:
                text.Append($" ret_type_id={type.TargetId} vlen={type.Count}");
                foreach (BtfParameter parameter in type.Parameters)
                    text.Append($"\n\t'{Name(parameter.Name)}' type_id={parameter.TypeId}");
                break;
            case BtfKind.Function:
                text.Append($" type_id={type.TargetId} linkage={Linkage(type.Linkage)}");
                break;
            case BtfKind.Variable:
                text.Append($" type_id={type.TargetId}, linkage={Linkage(type.Linkage)}");
                break;
            case BtfKind.DataSection:
                text.Append($" size={type.Size} vlen={type.Count}");
                for (int i = 0; i < type.Count; i++)
                {
                    BtfSectionVariable variable = type.VariableAt(i);
                    BtfType target = image[variable.TypeId];
                    text.Append($"\n\ttype_id={variable.TypeId} offset={variable.Offset} size={variable.Size} ({Kind(target.Kind)} '{target.Name}')");
                }

                break;
            case BtfKind.Float:
                text.Append($" size={type.Size}");
                break;
            case BtfKind.DeclarationTag:
                text.Append($" type_id={type.TargetId} component_idx={type.ComponentIndex}");
                break;
            default:
                text.Append($" type_id={type.TargetId}");
                break;
        }

        text.Append('\n');
    }

    private static string Name(string name) => name == "" ? "(anon)" : name;

    private static string Linkage(BtfLinkage linkage) => linkage switch { BtfLinkage.Static => "static", BtfLinkage.Global => "global", _ => "extern" };

    private static string Kind(BtfKind kind) => kind switch
    {
        BtfKind.Integer => "INT",
        BtfKind.Pointer => "PTR",
        BtfKind.Array => "ARRAY",
        BtfKind.Struct => "STRUCT",
        BtfKind.Union => "UNION",
        BtfKind.Enumeration => "ENUM",
        BtfKind.Forward => "FWD",
        BtfKind.Typedef => "TYPEDEF",
        BtfKind.Volatile => "VOLATILE",
        BtfKind.Const => "CONST",
        BtfKind.Restrict => "RESTRICT",
        BtfKind.Function => "FUNC",
        BtfKind.FunctionPrototype => "FUNC_PROTO",
        BtfKind.Variable => "VAR",
        BtfKind.DataSection => "DATASEC",
        BtfKind.Float => "FLOAT",
        BtfKind.DeclarationTag => "DECL_TAG",
        BtfKind.TypeTag => "TYPE_TAG",
        BtfKind.Enumeration64 => "ENUM64",
        _ => kind.ToString(),
    };
}

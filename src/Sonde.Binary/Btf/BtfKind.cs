namespace Sonde.Binary.Btf;

/// <summary>What a BTF record describes; the values of include/uapi/linux/btf.h.</summary>
public enum BtfKind
{
    /// <summary>No type: id 0, C's void.</summary>
    Void = 0,

    /// <summary>An integer, character or boolean.</summary>
    Integer = 1,

    /// <summary>A pointer.</summary>
    Pointer = 2,

    /// <summary>An array of a fixed number of elements.</summary>
    Array = 3,

    /// <summary>A struct.</summary>
    Struct = 4,

    /// <summary>A union.</summary>
    Union = 5,

    /// <summary>An enumeration whose values have up to 32 bits.</summary>
    Enumeration = 6,

    /// <summary>A struct or union that is declared but not defined.</summary>
    Forward = 7,

    /// <summary>Another name of a type.</summary>
    Typedef = 8,

    /// <summary>The volatile qualifier.</summary>
    Volatile = 9,

    /// <summary>The const qualifier.</summary>
    Const = 10,

    /// <summary>The restrict qualifier.</summary>
    Restrict = 11,

    /// <summary>A function, which has a name and a prototype.</summary>
    Function = 12,

    /// <summary>A function's return type and parameters.</summary>
    FunctionPrototype = 13,

    /// <summary>A global variable.</summary>
    Variable = 14,

    /// <summary>A section of global variables, such as .data..percpu.</summary>
    DataSection = 15,

    /// <summary>A floating point number.</summary>
    Float = 16,

    /// <summary>A tag on a declaration (btf_decl_tag).</summary>
    DeclarationTag = 17,

    /// <summary>A tag on a type (btf_type_tag), such as user, percpu or rcu.</summary>
    TypeTag = 18,

    /// <summary>An enumeration whose values have 64 bits.</summary>
    Enumeration64 = 19,
}

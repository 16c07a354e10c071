namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>Names that mean something to the parser.</summary>
internal static class LanguageNames
{
    /// <summary>Words that begin or join statements.</summary>
    public static readonly string[] StatementKeywords =
        ["if", "else", "while", "for", "unroll", "let", "return", "break", "continue", "import"];

    /// <summary>Words that begin a definition.</summary>
    public static readonly string[] DefinitionKeywords =
        ["struct", "union", "enum", "typedef", "config", "macro", "fn", "let", "import"];

    private static readonly HashSet<string> Builtins =
    [
        "args", "cgroup", "comm", "config", "cpid", "cpu", "ctx", "curtask", "elapsed", "func", "gid", "has_cpid", "jiffies", "kstack", "leader_comm",
        "leader_tid", "ncpus", "nsecs", "numaid", "pcomm", "pid", "ppid", "probe", "probetype", "rand", "retval", "tid", "uid", "username", "usermode",
        "ustack",
    ];

    private static readonly HashSet<string> SizedTypes =
    [
        "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool", "string", "buffer", "inet", "int8_t", "int16_t", "int32_t", "int64_t",
        "uint8_t", "uint16_t", "uint32_t", "uint64_t", "size_t", "ssize_t", "u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64", "__u8", "__u16", "__u32",
        "__u64", "__s8", "__s16", "__s32", "__s64", "__be16", "__be32", "__be64", "__le16", "__le32", "__le64", "pid_t", "uid_t", "gid_t", "loff_t", "dev_t",
        "umode_t", "sector_t", "gfp_t", "uintptr_t", "intptr_t", "ptrdiff_t", "off_t", "mode_t", "time_t", "socklen_t", "in_addr_t", "in_port_t", "sa_family_t",
    ];

    private static readonly HashSet<string> TypeWords =
        ["void", "char", "short", "int", "long", "float", "double", "signed", "unsigned", "_Bool", "const", "volatile", "__signed__", "__int128"];

    /// <summary>Whether a name without parentheses is a built-in value, and so never a type.</summary>
    public static bool IsBuiltin(string name) =>
        Builtins.Contains(name) || (name.StartsWith("arg", StringComparison.Ordinal) && name.Length is > 3 and < 7 && name.AsSpan(3).IndexOfAnyExceptInRange('0', '9') < 0);

    /// <summary>Whether a name is one of the words of which C builds the names of its types.</summary>
    public static bool IsTypeWord(string name) => TypeWords.Contains(name);

    /// <summary>Whether a name alone is a type in every script.</summary>
    public static bool IsSizedType(string name) => SizedTypes.Contains(name);
}

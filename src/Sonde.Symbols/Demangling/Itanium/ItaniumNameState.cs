namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>What a function's name tells about the type that follows it.</summary>
internal sealed class ItaniumNameState
{
    /// <summary>True for constructors, destructors and conversions, whose mangling has no return type.</summary>
    internal bool HasNoReturn { get; set; }

    /// <summary>True where the name ends in template arguments, so that the return type follows.</summary>
    internal bool EndsWithArguments { get; set; }

    /// <summary>" const" and the like, for members.</summary>
    internal string Qualifiers { get; set; } = "";

    /// <summary>Template parameters that were met before their arguments, by conversion operators.</summary>
    internal List<TemplateParameterNode> Forward { get; } = [];
}

using System.IO.Enumeration;

namespace Sonde.Tracing.Runtime;

/// <summary>A name with wildcards, as attach points use them: * for any letters.</summary>
internal sealed class GlobPattern(string pattern)
{
    /// <summary>True where the whole name matches.</summary>
    public bool Matches(string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}

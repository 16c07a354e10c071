using System.CommandLine.Parsing;
using Sonde.Terminal;

namespace Sonde.CommandLine;

/// <summary>Parses --color.</summary>
internal static class ColorParser
{
    /// <summary>auto, always or never.</summary>
    public static ColorChoice Parse(ArgumentResult result)
    {
        switch (result.Tokens.Count == 0 ? "auto" : result.Tokens[0].Value)
        {
            case "auto":
                return ColorChoice.Auto;
            case "always":
                return ColorChoice.Always;
            case "never":
                return ColorChoice.Never;
            default:
                result.AddError($"'{result.Tokens[0].Value}' is not auto, always or never");
                return ColorChoice.Auto;
        }
    }
}

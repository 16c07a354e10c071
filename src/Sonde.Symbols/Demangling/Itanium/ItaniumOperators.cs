namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>The operators and how they are spelled, with how many operands they have in an expression.</summary>
internal static class ItaniumOperators
{
    private static readonly Dictionary<string, (string Text, int Operands)> Known = new()
    {
        ["aN"] = ("&=", 2),
        ["aS"] = ("=", 2),
        ["aa"] = ("&&", 2),
        ["ad"] = ("&", 1),
        ["an"] = ("&", 2),
        ["at"] = ("alignof ", 1),
        ["aw"] = ("co_await ", 1),
        ["az"] = ("alignof ", 1),
        ["cl"] = ("()", 0),
        ["cm"] = (",", 2),
        ["co"] = ("~", 1),
        ["dV"] = ("/=", 2),
        ["da"] = ("delete[] ", 1),
        ["de"] = ("*", 1),
        ["dl"] = ("delete ", 1),
        ["ds"] = (".*", 2),
        ["dt"] = (".", 0),
        ["dv"] = ("/", 2),
        ["eO"] = ("^=", 2),
        ["eo"] = ("^", 2),
        ["eq"] = ("==", 2),
        ["ge"] = (">=", 2),
        ["gt"] = (">", 2),
        ["ix"] = ("[]", 0),
        ["lS"] = ("<<=", 2),
        ["le"] = ("<=", 2),
        ["ls"] = ("<<", 2),
        ["lt"] = ("<", 2),
        ["mI"] = ("-=", 2),
        ["mL"] = ("*=", 2),
        ["mi"] = ("-", 2),
        ["ml"] = ("*", 2),
        ["mm"] = ("--", 0),
        ["na"] = ("new[]", 0),
        ["ne"] = ("!=", 2),
        ["ng"] = ("-", 1),
        ["nt"] = ("!", 1),
        ["nw"] = ("new", 0),
        ["oR"] = ("|=", 2),
        ["oo"] = ("||", 2),
        ["or"] = ("|", 2),
        ["pL"] = ("+=", 2),
        ["pl"] = ("+", 2),
        ["pm"] = ("->*", 2),
        ["pp"] = ("++", 0),
        ["ps"] = ("+", 1),
        ["pt"] = ("->", 0),
        ["qu"] = ("?", 0),
        ["rM"] = ("%=", 2),
        ["rS"] = (">>=", 2),
        ["rm"] = ("%", 2),
        ["rs"] = (">>", 2),
        ["ss"] = ("<=>", 2),
    };

    /// <summary>The operator of a two-letter code.</summary>
    internal static bool TryFind(string code, out string text, out int operands)
    {
        bool isKnown = Known.TryGetValue(code, out (string Text, int Operands) found);
        (text, operands) = isKnown ? found : ("", 0);
        return isKnown;
    }
}

using System.Text;

namespace Sonde.Tracing.Syntax.Printing;

/// <summary>
/// Writes a script in its canonical form: newest spellings, one statement a line, no parentheses that are not needed. Reading it gives the same tree. Comments
/// and preprocessor lines are gone: the tree does not have them.
/// </summary>
public static class ScriptFormatter
{
    /// <summary>The whole script.</summary>
    public static string Format(Script script)
    {
        var parts = new List<string>();
        if (script.Config.Count > 0)
            parts.Add($"config = {{\n{string.Concat(script.Config.Select(item => $"  {item.Name} = {ExpressionText.Of(item.Value)};\n"))}}}");
        parts.AddRange(script.Imports.Select(import => $"import {LiteralText.Quote(import.Path)};"));
        parts.AddRange(script.Definitions.Select(definition => DefinitionText.Of(definition) + ";"));
        parts.AddRange(script.MapDeclarations.Select(map => $"let @{map.Name} = {map.Kind}({(map.Size is null ? "" : ExpressionText.Of(map.Size))});"));
        parts.AddRange(script.Macros.Select(FormatMacro));
        parts.AddRange(script.Functions.Select(FormatFunction));
        parts.AddRange(script.Probes.Select(FormatProbe));
        return parts.Count == 0 ? "" : string.Join("\n\n", parts) + "\n";
    }

    /// <summary>One expression.</summary>
    public static string Format(Expression expression) => ExpressionText.Of(expression);

    /// <summary>One type of a cast or declaration.</summary>
    public static string Format(TypeSyntax type) => TypeText.Of(type);

    private static string FormatMacro(MacroDefinition macro) =>
        $"macro {macro.Name}({string.Join(", ", macro.Parameters.Select(FormatParameter))}) {StatementText.OfBlock(macro.Body.Statements, macro.Body.Result)}";

    private static string FormatParameter(MacroParameter parameter) => parameter.Kind switch
    {
        MacroParameterKind.ScratchVariable => "$" + parameter.Name,
        MacroParameterKind.Map => "@" + parameter.Name,
        _ => parameter.Name,
    };

    private static string FormatFunction(FunctionDefinition function)
    {
        var parameters = function.Parameters.Select(parameter => $"${parameter.Name} : {TypeText.Of(parameter.Type)}");
        return $"fn {function.Name}({string.Join(", ", parameters)}) : {TypeText.Of(function.ReturnType)} {StatementText.OfBlock(function.Body.Statements)}";
    }

    private static string FormatProbe(Probe probe)
    {
        var text = new StringBuilder();
        if (probe.Name is not null)
            text.Append(probe.Name).Append(" = ");
        text.AppendJoin(",\n", probe.AttachPoints.Select(FormatAttachPoint));
        if (probe.Predicate is not null)
            text.Append(" /").Append(ExpressionText.Of(probe.Predicate)).Append('/');
        return text.Append(' ').Append(StatementText.OfBlock(probe.Body.Statements)).ToString();
    }

    private static string FormatAttachPoint(AttachPoint attachPoint)
    {
        var colon = attachPoint.Text.IndexOf(':');
        var text = attachPoint.Provider + (colon < 0 ? "" : attachPoint.Text[colon..]);
        return string.Concat(attachPoint.Alternatives.Select(other => " | " + FormatAttachPoint(other)).Prepend(text));
    }
}

namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>An <c>#if</c> whose <c>#endif</c> has not come.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="WasTaken">Whether one of its branches was read.</param>
/// <param name="HasElse">Whether its <c>#else</c> has come.</param>
internal readonly record struct OpenCondition(SourceSpan Place, bool WasTaken, bool HasElse);

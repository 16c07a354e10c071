namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>An attach point as written.</summary>
/// <param name="Text">The whole of it.</param>
/// <param name="Parts">It split at colons outside quotes, quotes removed; the first one is the provider.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record AttachPointText(string Text, IReadOnlyList<string> Parts, SourceSpan Span);

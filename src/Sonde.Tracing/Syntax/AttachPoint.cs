namespace Sonde.Tracing.Syntax;

/// <summary>Where a probe attaches: the provider's canonical name (fentry for kfunc or f), the parts after it (split at colons outside quotes, quotes removed), the text as written, and the alternatives to try in turn where this one does not exist (<c>fentry:f | kprobe:f</c>).</summary>
public sealed record AttachPoint(string Provider, IReadOnlyList<string> Parts, string Text, IReadOnlyList<AttachPoint> Alternatives) : SyntaxNode;

namespace Sonde.Terminal;

/// <summary>Text in one style.</summary>
/// <param name="Text">The text, safe to show.</param>
/// <param name="Style">How it looks.</param>
public readonly record struct StyledSpan(string Text, Style Style);

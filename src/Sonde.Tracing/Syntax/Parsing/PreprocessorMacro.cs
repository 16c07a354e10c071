namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>A macro of <c>#define</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">The names of its parameters; null for an object-like macro.</param>
/// <param name="IsVariadic">Whether <c>...</c> ends the parameters, to be used as <c>__VA_ARGS__</c>.</param>
/// <param name="Body">What stands for it.</param>
internal sealed record PreprocessorMacro(string Name, IReadOnlyList<string>? Parameters, bool IsVariadic, IReadOnlyList<Token> Body);

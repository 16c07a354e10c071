namespace Sonde.Tracing.Intermediate;

/// <summary>Goes on in another block.</summary>
/// <param name="Target">The block that follows.</param>
public sealed record Jump(BasicBlock Target) : Terminator;

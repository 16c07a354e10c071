using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Emit;

/// <summary>One function of an emitted program, as func_info describes it to the kernel.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What calls it; callbacks must be static for the kernel.</param>
/// <param name="ParameterCount">How many parameters it takes.</param>
/// <param name="Start">The index of its first instruction; the next function's start is its end.</param>
/// <param name="StackBytes">The bytes of its own stack, a multiple of 8.</param>
public sealed record EmittedFunction(string Name, FunctionKind Kind, int ParameterCount, int Start, int StackBytes);

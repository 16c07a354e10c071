namespace Sonde.Tracing.Output;

/// <summary>One frame of a stack, or one address, with what is known of it.</summary>
/// <param name="Address">The address.</param>
/// <param name="Symbol">The function's name, demangled; null when unknown.</param>
/// <param name="Offset">Bytes from the function's start.</param>
/// <param name="Module">The file or kernel module; null when unknown or for the kernel's own image.</param>
/// <param name="BuildId">The file's build id in hexadecimal; null when unknown.</param>
/// <param name="FileOffset">Offset in the file, with <paramref name="BuildId"/>.</param>
public readonly record struct SymbolizedFrame(
    ulong Address, string? Symbol = null, ulong Offset = 0, string? Module = null, string? BuildId = null, ulong FileOffset = 0);

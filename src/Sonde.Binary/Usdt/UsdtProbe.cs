namespace Sonde.Binary.Usdt;

/// <summary>One place in a program that a statically defined probe marks (a note of section .note.stapsdt). A probe often has several places.</summary>
/// <param name="Provider">The provider, usually the program's or library's name.</param>
/// <param name="Name">The probe's name.</param>
/// <param name="Arguments">Where the arguments are, as the compiler wrote it; <see cref="UsdtArgument.ParseAll"/> reads it.</param>
/// <param name="Address">The address of the marking nop in the file's own address space, corrected for prelinking.</param>
/// <param name="Offset">Where the file has the nop: what a uprobe is attached to.</param>
/// <param name="SemaphoreAddress">The address of the 16-bit counter that the program looks at to know whether anyone listens; 0 where there is none.</param>
/// <param name="SemaphoreOffset">Where the file has that counter: a uprobe's reference counter offset; 0 where there is none.</param>
public sealed record UsdtProbe(string Provider, string Name, string Arguments, ulong Address, ulong Offset, ulong SemaphoreAddress, ulong SemaphoreOffset);

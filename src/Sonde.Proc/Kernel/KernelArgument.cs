namespace Sonde.Proc.Kernel;

/// <summary>One argument of the kernel's command line.</summary>
/// <param name="Name">What precedes the equals sign, such as isolcpus.</param>
/// <param name="Value">What follows it, without the quotes around it; null for a bare word such as quiet.</param>
public readonly record struct KernelArgument(string Name, string? Value);

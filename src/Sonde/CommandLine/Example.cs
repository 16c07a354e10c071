namespace Sonde.CommandLine;

/// <summary>A command line that works as printed, and what it shows.</summary>
internal sealed record Example(string Line, string Shows);

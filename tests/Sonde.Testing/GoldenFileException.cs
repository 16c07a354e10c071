namespace Sonde.Testing;

/// <summary>Output that differs from its golden file.</summary>
public sealed class GoldenFileException(string message) : Exception(message);

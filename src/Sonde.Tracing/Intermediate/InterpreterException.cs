namespace Sonde.Tracing.Intermediate;

/// <summary>A function did what the verifier would refuse: read what nothing wrote, left an object, ran without end. The message says where.</summary>
public sealed class InterpreterException(string message) : Exception(message);

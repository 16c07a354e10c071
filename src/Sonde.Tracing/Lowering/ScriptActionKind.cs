namespace Sonde.Tracing.Lowering;

/// <summary>What an event asks the runtime to do.</summary>
public enum ScriptActionKind
{
    /// <summary>Print formatted values.</summary>
    Printf,

    /// <summary>Print a map.</summary>
    PrintMap,

    /// <summary>Print a value.</summary>
    PrintValue,

    /// <summary>Remove all elements of a map.</summary>
    ClearMap,

    /// <summary>Set all elements of a map to zero.</summary>
    ZeroMap,

    /// <summary>End the script.</summary>
    Exit,

    /// <summary>Print the time.</summary>
    Time,

    /// <summary>Print an array of strings.</summary>
    Join,

    /// <summary>Run a program.</summary>
    System,

    /// <summary>Print a file.</summary>
    Cat,

    /// <summary>Print a formatted error and end.</summary>
    Error,

    /// <summary>Print a formatted warning.</summary>
    Warning,
}

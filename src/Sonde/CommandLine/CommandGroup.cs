namespace Sonde.CommandLine;

/// <summary>The headings under which --help lists commands.</summary>
internal enum CommandGroup
{
    /// <summary>Commands that judge.</summary>
    Diagnose,

    /// <summary>Views with the classic tools' names, options and columns.</summary>
    Views,

    /// <summary>What Sonde knows and can do here.</summary>
    Knowledge,
}

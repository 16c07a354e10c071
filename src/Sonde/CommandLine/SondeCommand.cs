using System.CommandLine;

namespace Sonde.CommandLine;

/// <summary>
/// A command of sonde. To add one: derive in Commands/, declare its options in the constructor, give it two or three examples, and name it in
/// <see cref="CommandTree"/>. It parses, calls and renders; deciding is the other rooms' work.
/// </summary>
internal abstract class SondeCommand : Command
{
    /// <summary>Creates the command.</summary>
    protected SondeCommand(string name, string description, CommandGroup group, params Example[] examples)
        : base(name, description)
    {
        Group = group;
        Examples = examples;
    }

    /// <summary>Where --help lists it.</summary>
    public CommandGroup Group { get; }

    /// <summary>Shown by --help.</summary>
    public IReadOnlyList<Example> Examples { get; }

    /// <summary>Does the work and returns the exit status.</summary>
    /// <exception cref="CommandFailure">It cannot go on.</exception>
    public abstract int Run(ParseResult arguments, CommandContext context);
}

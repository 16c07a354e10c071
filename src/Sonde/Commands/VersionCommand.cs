using System.CommandLine;
using Sonde.CommandLine;

namespace Sonde.Commands;

/// <summary>Prints the version.</summary>
internal sealed class VersionCommand() : SondeCommand("version", "Print the version.", CommandGroup.Knowledge, new Example("sonde version", "the version, as sonde --version"))
{
    /// <summary>The product's version.</summary>
    public const string Version = "0.1.0";

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, CommandContext context)
    {
        context.Output.Write("sonde "u8);
        context.Output.Write(System.Text.Encoding.UTF8.GetBytes(Version));
        context.Output.Write("\n"u8);
        return ExitCode.Success;
    }
}

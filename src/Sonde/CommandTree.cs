using System.CommandLine;
using Sonde.Commands;

namespace Sonde;

/// <summary>All commands of sonde, in the order in which --help lists them.</summary>
internal static class CommandTree
{
    /// <summary>Builds the tree; options and help texts are created here, nothing else is touched.</summary>
    public static RootCommand Create()
    {
        RootCommand root = new("From \"it is slow\" to the root cause, on any Linux machine.");
        // Help, version and error text are Sonde's own; the library's would print to the console and exit with other statuses.
        root.Options.Clear();
        root.Directives.Clear();
        root.Add(new TriageCommand());
        root.Add(new UseCommand());
        root.Add(new TraceCommand());
        root.Add(new UptimeCommand());
        root.Add(new VmstatCommand());
        root.Add(new MpstatCommand());
        root.Add(new PidstatCommand());
        root.Add(new IostatCommand());
        root.Add(new FreeCommand());
        root.Add(new ExplainCommand());
        root.Add(new BpfCommand());
        root.Add(new DoctorCommand());
        root.Add(new CompletionCommand());
        root.Add(new VersionCommand());
        root.Add(new DocsCommand());
        return root;
    }
}

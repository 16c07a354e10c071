using System.CommandLine;
using System.Globalization;
using Sonde.Bpf;
using Sonde.CommandLine;
using Sonde.Linux;
using Sonde.Linux.Bpf;
using Sonde.Rendering;
using Sonde.Terminal;

namespace Sonde.Commands;

/// <summary>What of BPF is loaded in this kernel, and who holds it.</summary>
internal sealed class BpfCommand : SondeCommand
{
    private static readonly string[] Actions = ["list", "show", "dump", "btf"];

    private readonly Argument<string> _action = new("action") { HelpName = "ACTION", Description = "list, show, dump or btf." };
    private readonly Argument<string[]> _words = new("what") { HelpName = "WHAT", Description = "For list: programs, maps or links. For show and dump: program, map or link, and its number. For btf: a type's name.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _json = new("--json") { Description = "Print as JSON (schema sonde.bpf/1)." };
    private readonly Option<ColorChoice> _color = new("--color") { Description = "Colour: auto, always or never.", HelpName = "WHEN", CustomParser = ColorParser.Parse };

    /// <summary>Declares the options.</summary>
    public BpfCommand()
        : base(
            "bpf",
            "BPF programs, maps and links of this system: how often they run, what they cost, who holds them, what they contain.",
            CommandGroup.Knowledge,
            new Example("sonde bpf list", "programs with run counts and owners, links, maps"),
            new Example("sonde bpf dump program 12", "a program's instructions after verification"),
            new Example("sonde bpf dump map 7", "a map's elements"),
            new Example("sonde bpf btf task_struct", "a kernel type as C, with the offset of each member"))
    {
        Add(_action);
        Add(_words);
        Add(_json);
        Add(_color);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, CommandContext context)
    {
        string action = arguments.GetValue(_action)!;
        string[] words = arguments.GetValue(_words) ?? [];
        bool json = arguments.GetValue(_json);
        TerminalPage page = new(context.OutputProfile(arguments.GetValue(_color)));
        try
        {
            byte[] result = action switch
            {
                "list" => BpfObjectReport.List(KindOf(words), page, json),
                "show" => Single(words, (kind, id) => BpfObjectReport.Show(kind, id, page, json)),
                "dump" => Single(words, (kind, id) => BpfObjectReport.Dump(kind, id, page, json)),
                "btf" => BpfTypeText.Print(words, page, json),
                _ => throw Unknown(action, Actions),
            };
            context.Output.Write(result);
            return ExitCode.Success;
        }
        catch (BpfException failure)
        {
            throw new CommandFailure(StatusOf(failure.Errno), failure.Message);
        }
    }

    private static BpfObjectKind? KindOf(string[] words) => words switch
    {
        [] => null,
        [string word] => Kind(word),
        _ => throw new CommandFailure(ExitCode.Usage, "list takes one of programs, maps and links"),
    };

    private static byte[] Single(string[] words, Func<BpfObjectKind, uint, byte[]> print)
    {
        if (words is not [string kind, string number])
            throw new CommandFailure(ExitCode.Usage, "it takes program, map or link, and a number", "see sonde bpf list");
        return uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out uint id)
            ? print(Kind(kind), id)
            : throw new CommandFailure(ExitCode.Usage, $"'{number}' is not a number", "see sonde bpf list");
    }

    private static BpfObjectKind Kind(string word) => word switch
    {
        "program" or "programs" or "prog" => BpfObjectKind.Program,
        "map" or "maps" => BpfObjectKind.Map,
        "link" or "links" => BpfObjectKind.Link,
        _ => throw Unknown(word, ["program", "map", "link"]),
    };

    private static CommandFailure Unknown(string word, IEnumerable<string> known)
    {
        string? near = Suggestion.Nearest(word, known);
        string all = $"it is one of {string.Join(", ", known)}";
        return new CommandFailure(ExitCode.Usage, $"'{word}' is not known", near is null ? all : $"did you mean {near}? {all}");
    }

    private static int StatusOf(Errno errno) =>
        errno.IsPermission ? ExitCode.NoPermission : errno == Errno.NotImplemented || errno == Errno.NotSupported ? ExitCode.KernelLacks : ExitCode.InputOutput;
}

using Sonde.Binary.Btf;
using System.Text;
using Sonde.Linux;
using Sonde.Proc;
using Sonde.Symbols.Files;
using Sonde.Tracing.Binding;
using Sonde.Tracing.Lowering;
using Sonde.Tracing.Syntax;
using Sonde.Tracing.Syntax.Constants;
using Sonde.Tracing.Syntax.Macros;
using Sonde.Tracing.Syntax.Parsing;

namespace Sonde.Tracing.Runtime;

/// <summary>From a script's text to programs for this machine.</summary>
public sealed class ScriptCompiler
{
    private const string KernelBtf = "/sys/kernel/btf/vmlinux";
    private const int LargestFile = 64 << 20;

    /// <summary>The kernel's types.</summary>
    public KernelTypes Kernel { get; } = new(ReadBtf);

    /// <summary>What the command line and the environment set.</summary>
    public ScriptSettings Settings { get; init; } = new();

    /// <summary>$1 and on.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>Where included files are looked for.</summary>
    public IReadOnlyList<string> IncludeDirectories { get; init; } = [];

    /// <summary>The only process whose events count, or null for all.</summary>
    public int? FilterPid { get; init; }

    /// <summary>The constants of kernel headers, by name.</summary>
    public Func<string, long?> Constants { get; init; } = KernelConstants.Find;

    /// <summary>The addresses of kernel symbols, by name.</summary>
    public Func<string, ulong?> KernelSymbols { get; init; } = _ => null;

    /// <summary>Reads a script.</summary>
    /// <exception cref="TraceSyntaxException">The script has errors.</exception>
    public ParsedScript Parse(string name, string text) => ScriptParser.Parse(name, text, new ParserOptions
    {
        ReadFile = ReadText,
        IncludeDirectories = IncludeDirectories,
        Constant = Constants,
    });

    /// <summary>Compiles a script.</summary>
    /// <exception cref="TraceSyntaxException">The script has errors.</exception>
    public CompiledScript Compile(ParsedScript parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        Script script = MacroExpansion.Expand(parsed).Script;
        BoundScript bound = ScriptBinder.Bind(parsed.Source, script, Kernel, new ProbeCatalogue(Kernel, Parameters), Settings, Parameters, Constants);
        CompiledScript compiled = ScriptLowering.Lower(bound, ProcessorList.PossibleCount, Constants, KernelSymbols, FilterPid);
        EventPrinter.CheckFormats(compiled);
        return compiled;
    }

    private static BtfImage? ReadBtf() => new FileTree(LinuxRoot.Live).TryReadAll(KernelBtf, LargestFile) is { } image ? BtfImage.Parse(image) : null;

    private static string? ReadText(string path) => new FileTree(LinuxRoot.Live).TryReadAll(path, LargestFile) is { } text ? Encoding.UTF8.GetString(text) : null;
}

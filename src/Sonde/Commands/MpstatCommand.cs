using System.CommandLine;
using Sonde.CommandLine;
using Sonde.Views;

namespace Sonde.Commands;

/// <summary>CPU time by CPU, with mpstat's options and columns.</summary>
internal sealed class MpstatCommand : SondeCommand
{
    private readonly Option<bool> _everything = new("-A") { Description = "Show everything: -n -u -I ALL -N ALL -P ALL." };
    private readonly Option<bool> _utilization = new("-u") { Description = "Show CPU time (the default)." };
    private readonly Option<bool> _nodes = new("-n") { Description = "Show CPU time by NUMA node, in sum." };
    private readonly Option<string?> _nodeList = new("-N") { Description = "NUMA nodes to show: ALL, all, or numbers and ranges.", HelpName = "NODES" };
    private readonly Option<string?> _cpus = new("-P") { Description = "CPUs to show: ALL, all, or numbers and ranges such as 0,2-5.", HelpName = "CPUS" };
    private readonly Option<string?> _interrupts = new("-I") { Description = "Show interrupts: SUM, CPU, SCPU or ALL.", HelpName = "KINDS" };
    private readonly Option<bool> _topology = new("-T") { Description = "Show core, socket and node of each CPU." };
    private readonly DecimalsOption _decimals = new();
    private readonly OutputOption _output = new();
    private readonly ViewOptions _options;

    /// <summary>Declares the options.</summary>
    public MpstatCommand()
        : base(
            "mpstat",
            "CPU time by CPU: user, system, waiting, interrupts, steal, idle.",
            CommandGroup.Views,
            new Example("sonde mpstat -P ALL 1", "every CPU, each second: one hot CPU is a single-threaded program"),
            new Example("sonde mpstat -I SCPU 1", "soft interrupts by CPU"),
            new Example("sonde mpstat 1 5 --json", "five samples for a script"))
    {
        foreach (Option option in (ReadOnlySpan<Option>)[_everything, _utilization, _nodes, _nodeList, _cpus, _interrupts, _topology, _decimals, _output])
            Add(option);
        _options = new ViewOptions(this);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, CommandContext context)
    {
        MpstatFormat format = Format(arguments);
        ViewRequest request = _options.Request(arguments);
        return ViewLoop.Run(new MpstatView(format), request with { Output = _output.Choose(arguments, request.Output) }, context);
    }

    private MpstatFormat Format(ParseResult arguments)
    {
        bool all = arguments.GetValue(_everything);
        string? cpus = arguments.GetValue(_cpus);
        string? nodes = arguments.GetValue(_nodeList);
        string? interrupts = arguments.GetValue(_interrupts);
        MpstatSections sections = all ? MpstatSections.Cpus | MpstatSections.Nodes | MpstatSections.AllInterrupts : ParseInterrupts(interrupts);
        if (arguments.GetValue(_nodes) || nodes is not null)
            sections |= MpstatSections.Nodes;
        if (arguments.GetValue(_utilization) || sections == MpstatSections.None)
            sections |= MpstatSections.Cpus;
        return new MpstatFormat(
            sections,
            all && cpus is null ? CpuSelection.Every : CpuSelection.Parse(cpus),
            all && nodes is null ? CpuSelection.Every : CpuSelection.Parse(nodes, "-N"),
            arguments.GetValue(_topology),
            RepeatsHeading: cpus is not null || nodes is not null || !int.IsPow2((int)sections),
            new CellStyle(arguments.GetValue(_decimals), IsHuman: false));
    }

    private static MpstatSections ParseInterrupts(string? text)
    {
        MpstatSections sections = MpstatSections.None;
        foreach (string part in text?.Split(',') ?? [])
        {
            sections |= part switch
            {
                "SUM" => MpstatSections.InterruptSum,
                "CPU" => MpstatSections.Interrupts,
                "SCPU" => MpstatSections.SoftInterrupts,
                "ALL" => MpstatSections.AllInterrupts,
                _ => throw new CommandFailure(ExitCode.Usage, $"'{part}' is no kind of interrupts", "-I takes SUM, CPU, SCPU or ALL"),
            };
        }

        return sections;
    }
}

using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sonde.CommandLine;
using Sonde.Diagnosis.Doctor;
using Sonde.Proc;
using Sonde.Terminal;

namespace Sonde.Commands;

/// <summary>What this kernel and these permissions let Sonde see.</summary>
internal sealed class DoctorCommand : SondeCommand
{
    private readonly Option<bool> _json = new("--json") { Description = "Print the checks as JSON (schema sonde.doctor/1)." };
    private readonly Option<ColorChoice> _color = new("--color") { Description = "Colour: auto, always or never.", HelpName = "WHEN", CustomParser = ColorParser.Parse };

    /// <summary>Declares the options.</summary>
    public DoctorCommand()
        : base(
            "doctor",
            "What this kernel, these permissions and this container let Sonde see, and what would let it see more.",
            CommandGroup.Knowledge,
            new Example("sonde doctor", "every source of evidence, and the remedy for each that is missing"),
            new Example("sonde doctor --json", "the same for a script"))
    {
        Add(_json);
        Add(_color);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, CommandContext context)
    {
        IReadOnlyList<DoctorCheck> checks = DoctorExamination.Run(LinuxRoot.Live);
        if (arguments.GetValue(_json))
        {
            WriteJson(checks, context.Output);
            return ExitCode.Success;
        }

        TerminalPage page = new(context.OutputProfile(arguments.GetValue(_color)));
        foreach (IGrouping<string, DoctorCheck> area in checks.GroupBy(c => c.Area))
        {
            page.WriteLine(new StyledText(area.Key, Style.Bold));
            foreach (DoctorCheck check in area)
                Write(check, page);
            page.WriteLine();
        }

        int missing = checks.Count(c => c.Status == DoctorStatus.Missing);
        int limited = checks.Count(c => c.Status == DoctorStatus.Limited);
        page.WriteWrapped($"{checks.Count - missing - limited} sources of evidence work, {limited} in part, {missing} are missing.", 0);
        page.FlushTo(context.Output);
        return ExitCode.Success;
    }

    private static void Write(DoctorCheck check, TerminalPage page)
    {
        StyledText mark = check.Status switch
        {
            DoctorStatus.Works => new StyledText("ok       ", new Style(TerminalColor.Green)),
            DoctorStatus.Limited => new StyledText("partly   ", new Style(TerminalColor.Yellow)),
            _ => new StyledText("missing  ", new Style(TerminalColor.Red)),
        };
        page.WriteWrapped(new StyledText(check.Name, Style.Bold) + $": {check.Detail}", 2, 11, mark);
        if (check.Status == DoctorStatus.Works)
            return;
        page.WriteWrapped(new StyledText($"without it: {check.Shows}", Style.Dim), 11, 11);
        if (check.Remedy.Length > 0)
            page.WriteWrapped($"remedy: {check.Remedy}", 11, 11);
    }

    private static void WriteJson(IReadOnlyList<DoctorCheck> checks, Stream output)
    {
        using (Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", "sonde.doctor/1");
            json.WriteStartArray("checks");
            foreach (DoctorCheck check in checks)
            {
                json.WriteStartObject();
                json.WriteString("area", check.Area);
                json.WriteString("name", check.Name);
                json.WriteString("status", check.Status.ToString().ToLowerInvariant());
                json.WriteString("detail", check.Detail);
                json.WriteString("shows", check.Shows);
                json.WriteString("remedy", check.Remedy);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }
}

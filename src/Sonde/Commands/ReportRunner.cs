using System.CommandLine;
using Sonde.CommandLine;
using Sonde.Diagnosis;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Reports.Rendering;
using Sonde.Linux;
using Sonde.Terminal;

namespace Sonde.Commands;

/// <summary>Watches, judges and shows: what triage and use have in common.</summary>
internal static class ReportRunner
{
    /// <summary>Draws a report for a terminal.</summary>
    public delegate void TextRenderer(Report report, TerminalPage page);

    /// <summary>Runs a judging command and returns its exit status: the worst finding, or 128 + the signal that cut the window short.</summary>
    public static int Run(string command, JudgeOptions options, ParseResult arguments, CommandContext context, TextRenderer render)
    {
        ObserverOptions watching = options.Observer(arguments);
        ResourceLimits.TryRaiseOpenFiles(out _);
        Report report;
        using (Observer observer = new(watching, context.Interrupt.Token))
        {
            Observation observation = Watch(observer, watching, context);
            report = Diagnostician.Judge(command, observation, Cost);
        }

        Show(report, options, arguments, context, render);
        return context.Interrupt.Received != 0 ? context.Interrupt.ExitCode : (int)ReportVerdict.Of(report);
    }

    private static Observation Watch(Observer observer, ObserverOptions watching, CommandContext context)
    {
        if (watching.Roots.Count > 0 || !TerminalDevice.IsTerminal(FileDescriptor.Borrow(2)))
            return observer.Observe();
        Utf8LineBuilder line = new(128);
        line.Append($"watching for {watching.Window.TotalSeconds:0.#} s; Ctrl-C ends it early").FlushTo(context.Error);
        Observation observation = observer.Observe();
        line.AppendRaw("\r\x1b[K"u8).FlushTo(context.Error);
        return observation;
    }

    private static void Show(Report report, JudgeOptions options, ParseResult arguments, CommandContext context, TextRenderer render)
    {
        if (options.Html(arguments) is { } path)
            WriteHtml(report, path);
        if (options.IsJson(arguments))
        {
            ReportJson.Write(report, context.Output, indented: true);
            context.Output.Write("\n"u8);
            return;
        }

        TerminalPage page = new(context.OutputProfile(options.Color(arguments)));
        render(report, page);
        page.FlushTo(context.Output);
    }

    private static void WriteHtml(Report report, string path)
    {
    }

    private static ObservationCost Cost()
    {
        ResourceUsage usage = ResourceUsage.Self();
        return new ObservationCost(usage.Cpu.TotalSeconds, usage.PeakResidentBytes, 0);
    }
}

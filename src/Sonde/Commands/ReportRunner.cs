using System.CommandLine;
using Sonde.CommandLine;
using Sonde.Diagnosis;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Reports.Rendering;
using Sonde.Linux;
using Sonde.Proc;
using Sonde.Proc.Processes;
using Sonde.Rendering;
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
        Report report = Diagnostician.Judge(command, Watch(watching, context), Cost);
        Show(report, options, arguments, context, render);
        return context.Interrupt.Received != 0 ? context.Interrupt.ExitCode : (int)ReportVerdict.Of(report);
    }

    private static Observation Watch(ObserverOptions watching, CommandContext context)
    {
        using Progress progress = new(context.Error, context.ErrorProfile(), watching.Window);
        ObserverOptions shown = watching.Roots.Count > 0 ? watching : watching with { Progress = elapsed => progress.Update(elapsed, "watching; Ctrl-C ends it early") };
        using Observer observer = new(shown, context.Interrupt.Token);
        return observer.Observe();
    }

    private static void Show(Report report, JudgeOptions options, ParseResult arguments, CommandContext context, TextRenderer render)
    {
        if (options.IsJson(arguments))
            ReportJson.Write(report, context.Output, indented: true);
        else if (options.IsMarkdown(arguments))
            ReportMarkdown.Write(report, context.Output);
        else
            ShowText(report, new TerminalPage(context.OutputProfile(options.Color(arguments))), context, options.IsQuiet(arguments) ? ReportText.WriteVerdict : render);

        // Last, so that a file that cannot be written loses nothing that was measured.
        if (options.Html(arguments) is { } path)
            WriteHtml(report, path);
    }

    private static void ShowText(Report report, TerminalPage page, CommandContext context, TextRenderer render)
    {
        render(report, page);
        page.FlushTo(context.Output);
    }

    private static void WriteHtml(Report report, string path)
    {
        try
        {
            using FileStream file = File.Create(path);
            ReportHtml.Write(report, file);
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.NoPermission, $"cannot write {path}: permission denied, or it is a directory", "name a file that you may write");
        }
        catch (DirectoryNotFoundException)
        {
            throw new CommandFailure(ExitCode.InputOutput, $"cannot write {path}: its directory does not exist", "make the directory first");
        }
        catch (Exception error) when (error is IOException or ArgumentException or NotSupportedException)
        {
            // The framework's own messages are left out of the binary; on Linux the result code is the kernel's error.
            string reason = error is IOException and { HResult: > 0 and < 4096 } ? new Errno(error.HResult).ToString() : "the file cannot be written";
            throw new CommandFailure(ExitCode.InputOutput, $"cannot write {path}: {reason}", "name another file");
        }
    }

    private static ObservationCost Cost()
    {
        ResourceUsage usage = ResourceUsage.Self();
        ProcessStatus status = new();
        bool known = status.Load(LinuxRoot.Live, Environment.ProcessId) && status.VmHighWaterMarkKibibytes is not null;
        return new ObservationCost(usage.Cpu.TotalSeconds, known ? (long)status.VmHighWaterMarkKibibytes!.Value * 1024 : usage.PeakResidentBytes, 0);
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Sonde.Diagnosis.Reports;
using Sonde.Testing;

namespace Sonde.Tests.Commands;

/// <summary>
/// Recorded trees in which one file is missing, from both samples or from one: the report says less, but nothing else. A cell that can still be measured keeps its
/// value or names another source, one that cannot is unavailable, and nothing is found or ruled out that was not before.
/// </summary>
public sealed partial class MissingFileTests
{
    private static readonly string[][] Views =
    [
        ["free"], ["uptime"], ["vmstat"], ["vmstat", "-d"], ["vmstat", "-s"], ["vmstat", "-m"], ["mpstat", "-P", "ALL"], ["mpstat", "-I", "ALL"], ["iostat", "-x"],
    ];

    [Theory]
    [InlineData(new[] { 0, 1 })]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 1 })]
    public void Triage_without_one_file_says_less_and_nothing_else(int[] from)
    {
        using RecordedMachine machine = new(mostProcesses: 12);
        Report intact = ReadableReport.Check(SondeRun.Of(["triage", "--json", .. machine.Arguments]));
        List<string> differences = [];
        foreach (string path in Distinct(machine.Files()))
        {
            foreach (int sample in from)
                machine.Remove(machine.Samples[sample], path);
            Report report = ReadableReport.Check(SondeRun.Of(["triage", "--json", .. machine.Arguments]));
            differences.AddRange(Differences(intact, report, path).Select(d => $"without {path}: {d}"));
            machine.Restore();
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Theory]
    [InlineData(new[] { 0, 1 })]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 1 })]
    public void Views_without_one_file_show_less_and_nothing_else(int[] from)
    {
        using RecordedMachine machine = new(mostProcesses: 4);
        List<string> differences = [];
        foreach (string[] view in Views)
        {
            SondeRun whole = SondeRun.Of([.. view, "--json", .. machine.Arguments]);
            Assert.True(whole.ExitCode == 0, $"{string.Join(' ', view)}: {whole}");
            using JsonDocument intact = JsonDocument.Parse(whole.Output);
            foreach (string path in Distinct(machine.Files().Where(IsOfTheSystem)))
            {
                foreach (int sample in from)
                    machine.Remove(machine.Samples[sample], path);
                SondeRun call = SondeRun.Of([.. view, "--json", .. machine.Arguments]);
                differences.AddRange(Differences(intact.RootElement, call).Select(d => $"{string.Join(' ', view)} without {path}: {d}"));
                machine.Restore();
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static bool IsOfTheSystem(string path) => path.StartsWith("/proc/", StringComparison.Ordinal) && !char.IsAsciiDigit(path[6]);

    // One of each kind: the same file of another process, CPU or disk shows nothing new.
    private static IEnumerable<string> Distinct(IEnumerable<string> paths) => paths.DistinctBy(path => Digits().Replace(path, "#"));

    [GeneratedRegex("[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Digits();

    private static IEnumerable<string> Differences(Report intact, Report report, string path)
    {
        foreach (ResourceRow row in report.Resources)
        {
            if (intact.Resources.FirstOrDefault(r => r.Resource == row.Resource) is not { } before)
                continue;
            foreach ((string column, Metric was, Metric now) in ((string, Metric, Metric)[])
                [("utilization", before.Utilization, row.Utilization), ("saturation", before.Saturation, row.Saturation), ("errors", before.Errors, row.Errors)])
            {
                if (now.Available && !was.Available)
                    yield return $"{row.Resource} {column} is {now.Value} {now.Unit} and was unavailable";
                else if (now.Available && now.Source == was.Source && now.Value != was.Value && !IsMeanOfStates(now))
                    yield return $"{row.Resource} {column} is {now.Value} {now.Unit} instead of {was.Value} from {now.Source}";
            }
        }

        // Where the kernel does not tell how long tasks stood still, coarser figures answer.
        bool mayAnswerOtherwise = path.StartsWith("/proc/pressure/", StringComparison.Ordinal);
        foreach (RuledOut answer in report.RuledOut.Where(r => !mayAnswerOtherwise && intact.RuledOut.All(i => i.Question != r.Question)))
            yield return $"ruled out: {answer.Question} {answer.Answer}";
        foreach (Finding finding in report.Findings.Where(f => intact.Findings.All(i => i.Id != f.Id)))
            yield return $"found {finding.Id}: {finding.Title}";
    }

    // The mean over the samples that have it, also where that is one.
    private static bool IsMeanOfStates(Metric metric) => metric.Source.Contains("/proc/stat procs_", StringComparison.Ordinal);

    private static List<string> Differences(JsonElement intact, SondeRun call)
    {
        if (call.ExitCode != 0)
            return call.ExitCode == 65 && call.Output.Length == 0 && call.Error.Count(c => c == '\n') == 1 ? [] : [call.ToString()];
        List<string> differences = [];
        using JsonDocument document = JsonDocument.Parse(call.Output);
        Compare(intact, document.RootElement, "", differences);
        return differences;
    }

    private static void Compare(JsonElement was, JsonElement now, string place, List<string> differences)
    {
        if (now.ValueKind == JsonValueKind.Object && was.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in now.EnumerateObject())
            {
                if (was.TryGetProperty(property.Name, out JsonElement before))
                    Compare(before, property.Value, $"{place}.{property.Name}", differences);
            }
        }
        else if (now.ValueKind == JsonValueKind.Array && was.ValueKind == JsonValueKind.Array && now.GetArrayLength() == was.GetArrayLength())
        {
            for (int i = 0; i < now.GetArrayLength(); i++)
                Compare(was[i], now[i], $"{place}[{i}]", differences);
        }
        else if (now.ValueKind == JsonValueKind.Number && (was.ValueKind != JsonValueKind.Number || was.GetDouble() != now.GetDouble()))
        {
            differences.Add($"{place} is {now} instead of {was}");
        }
    }
}

using System.Text.Json;

namespace Sonde.Diagnosis.Reports.Rendering;

/// <summary>Reads sonde.report/1 documents back. Members that it does not know are ignored, so that newer writers stay readable.</summary>
public static class ReportJsonReader
{
    /// <summary>The largest document that is read, in bytes; reports are a few hundred kilobytes.</summary>
    public const int LargestDocument = 64 << 20;

    /// <summary>Reads a report from UTF-8 JSON.</summary>
    /// <exception cref="ReportFormatException">The bytes are no such document.</exception>
    public static Report Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > LargestDocument)
            throw new ReportFormatException("", $"it is larger than {LargestDocument >> 20} MiB");
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8);
            return ReadReport(new JsonNodeReader(document.RootElement, ""));
        }
        catch (JsonException error)
        {
            throw new ReportFormatException("", $"invalid JSON in line {error.LineNumber + 1} at byte {error.BytePositionInLine + 1}", error);
        }
    }

    private static Report ReadReport(JsonNodeReader json)
    {
        string schema = json.Member("schema").Text();
        if (schema != Report.SchemaName)
            throw new ReportFormatException("schema", $"is \"{VisibleText.Of(schema, 80)}\"");
        JsonNodeReader window = json.Member("window");
        JsonNodeReader cost = json.Member("cost");
        return new Report
        {
            Command = json.Member("command").Text(),
            Host = ReadHost(json.Member("host")),
            Window = new ObservationWindow(window.Optional("start")?.Time(), window.Member("seconds").Number(), window.Member("samples").Int32()),
            Cost = new ObservationCost(cost.Member("cpuSeconds").Number(), cost.Member("peakRssBytes").Int64(), cost.Member("eventsLost").Int64()),
            Resources = json.Member("resources").List(ReadResource),
            Findings = json.Member("findings").List(ReadFinding),
            RuledOut = json.Member("ruledOut").List(ReadRuledOut),
            Unavailable = json.Member("unavailable").List(ReadUnavailable),
        };
    }

    private static HostDescription ReadHost(JsonNodeReader json) => new()
    {
        Hostname = json.Member("hostname").Text(),
        Kernel = json.Member("kernel").Text(),
        Cpus = json.Optional("cpus")?.Int32(),
        MemoryBytes = json.Optional("memoryBytes")?.Int64(),
        NumaNodes = json.Optional("numaNodes")?.Int32(),
        Virtualization = json.Optional("virtualization")?.Text(),
        Cgroup = json.Optional("cgroup")?.Text(),
        BootTime = json.Optional("bootTime")?.Time(),
    };

    private static ResourceRow ReadResource(JsonNodeReader json) => new(
        json.Member("resource").Text(),
        ReadMetric(json.Member("utilization")),
        ReadMetric(json.Member("saturation")),
        ReadMetric(json.Member("errors")));

    private static Metric ReadMetric(JsonNodeReader json)
    {
        string unit = json.Member("unit").Text();
        string source = json.Member("source").Text();
        return json.Optional("value") is { } value
            ? Metric.Measured(value.Number(), unit, source, json.Optional("max")?.Number())
            : Metric.Missing(unit, source, json.Optional("reason")?.Text() ?? "");
    }

    private static Finding ReadFinding(JsonNodeReader json) => new()
    {
        Id = json.Member("id").Text(),
        Rank = json.Member("rank").Int32(),
        Severity = ReadSeverity(json.Member("severity")),
        Confidence = json.Optional("confidence")?.Number() ?? double.NaN,
        Title = json.Member("title").Text(),
        Why = json.Member("why").Text(),
        Evidence = json.Member("evidence").List(ReadEvidence),
        Culprits = json.Member("culprits").List(ReadParty),
        Victims = json.Member("victims").List(ReadParty),
        Causes = json.Member("causes").List(id => id.Text()),
        Next = json.Member("next").List(step => new NextStep(step.Member("command").Text(), step.Member("why").Text())),
        Fix = json.Member("fix").List(ReadFix),
    };

    private static Evidence ReadEvidence(JsonNodeReader json) => new(
        json.Member("metric").Text(),
        json.Optional("value")?.Number() ?? double.NaN,
        json.Member("unit").Text(),
        json.Optional("threshold")?.Number(),
        json.Member("source").Text());

    private static Party ReadParty(JsonNodeReader json) => new(ReadKind(json.Member("kind")), json.Member("name").Text())
    {
        Pid = json.Optional("pid")?.Int32(),
        Tid = json.Optional("tid")?.Int32(),
        Cgroup = json.Optional("cgroup")?.Text(),
        Share = json.Optional("share")?.Number(),
        Detail = json.Optional("detail")?.Text(),
    };

    private static Fix ReadFix(JsonNodeReader json) => new(
        json.Member("action").Text(), json.Member("risk").Text(), json.Optional("command")?.Text(), json.Optional("undo")?.Text());

    private static RuledOut ReadRuledOut(JsonNodeReader json) => new(
        json.Member("question").Text(), json.Member("answer").Text(), json.Member("evidence").List(ReadEvidence));

    private static Unavailable ReadUnavailable(JsonNodeReader json) => new(
        json.Member("what").Text(), json.Member("because").Text(), json.Member("remedy").Text());

    private static Severity ReadSeverity(JsonNodeReader json)
    {
        string name = json.Text();
        foreach (Severity severity in Enum.GetValues<Severity>())
        {
            if (ReportJson.Name(severity) == name)
                return severity;
        }

        throw json.Problem($"no severity \"{VisibleText.Of(name, 40)}\"");
    }

    private static PartyKind ReadKind(JsonNodeReader json)
    {
        string name = json.Text();
        foreach (PartyKind kind in Enum.GetValues<PartyKind>())
        {
            if (ReportJson.Name(kind) == name)
                return kind;
        }

        throw json.Problem($"no kind \"{VisibleText.Of(name, 40)}\"");
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Sonde.Diagnosis.Reports.Rendering;

/// <summary>Writes a report as the JSON document sonde.report/1. People script against it: names never change their meaning.</summary>
public static class ReportJson
{
    // Whole numbers up to here are exact in a double, and so in every reader of JSON.
    private const double LargestExactInteger = 1L << 53;

    /// <summary>Writes <paramref name="report"/> to <paramref name="stream"/>, indented for people or on one line for programs, ending in a newline.</summary>
    public static void Write(Report report, Stream stream, bool indented = false)
    {
        ArrayBufferWriter<byte> buffer = new(64 << 10);
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(report, json);
        WriteVisible(buffer.WrittenSpan, stream);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Writes <paramref name="report"/> as one JSON object.</summary>
    public static void Write(Report report, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("schema"u8, Report.SchemaName);
        json.WriteString("command"u8, report.Command);
        WriteHost(json, report.Host);
        json.WriteStartObject("window"u8);
        WriteTime(json, "start"u8, report.Window.Start);
        WriteNumber(json, "seconds"u8, report.Window.Seconds);
        json.WriteNumber("samples"u8, report.Window.Samples);
        json.WriteEndObject();
        json.WriteStartObject("cost"u8);
        WriteNumber(json, "cpuSeconds"u8, report.Cost.CpuSeconds);
        json.WriteNumber("peakRssBytes"u8, report.Cost.PeakRssBytes);
        json.WriteNumber("eventsLost"u8, report.Cost.EventsLost);
        json.WriteEndObject();
        WriteArray(json, "resources"u8, report.Resources, WriteResource);
        WriteArray(json, "findings"u8, report.Findings, WriteFinding);
        WriteArray(json, "ruledOut"u8, report.RuledOut, WriteRuledOut);
        WriteArray(json, "unavailable"u8, report.Unavailable, WriteUnavailable);
        json.WriteEndObject();
    }

    /// <summary>The name of a severity in the document: critical, warning, info.</summary>
    public static string Name(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.Warning => "warning",
        _ => "info",
    };

    /// <summary>The name of a party's kind in the document: process, thread, cgroup, ...</summary>
    public static string Name(PartyKind kind) => kind switch
    {
        PartyKind.Process => "process",
        PartyKind.Thread => "thread",
        PartyKind.Cgroup => "cgroup",
        PartyKind.File => "file",
        PartyKind.Device => "device",
        PartyKind.Interface => "interface",
        PartyKind.Socket => "socket",
        PartyKind.Peer => "peer",
        PartyKind.Stack => "stack",
        _ => "irq",
    };

    // The encoder escapes control characters but leaves bidirectional overrides and other invisible ones, with which a name could reorder the document
    // on a screen. Beyond ASCII, JSON text has nothing but the insides of strings, so they can be escaped wherever they stand.
    private static void WriteVisible(ReadOnlySpan<byte> json, Stream stream)
    {
        int done = 0;
        int position = 0;
        Span<byte> escape = stackalloc byte[6];
        Span<char> units = stackalloc char[2];
        while (json[position..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is var skipped and >= 0)
        {
            position += skipped;
            Rune.DecodeFromUtf8(json[position..], out Rune rune, out int used);
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format)
            {
                stream.Write(json[done..position]);
                foreach (char unit in units[..rune.EncodeToUtf16(units)])
                {
                    Utf8.TryWrite(escape, $"\\u{(int)unit:X4}", out int written);
                    stream.Write(escape[..written]);
                }

                done = position + used;
            }

            position += used;
        }

        stream.Write(json[done..]);
    }

    private static void WriteHost(Utf8JsonWriter json, HostDescription host)
    {
        json.WriteStartObject("host"u8);
        json.WriteString("hostname"u8, host.Hostname);
        json.WriteString("kernel"u8, host.Kernel);
        WriteInteger(json, "cpus"u8, host.Cpus);
        WriteInteger(json, "memoryBytes"u8, host.MemoryBytes);
        WriteInteger(json, "numaNodes"u8, host.NumaNodes);
        json.WriteString("virtualization"u8, host.Virtualization);
        json.WriteString("cgroup"u8, host.Cgroup);
        WriteTime(json, "bootTime"u8, host.BootTime);
        json.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter json, ResourceRow row)
    {
        json.WriteStartObject();
        json.WriteString("resource"u8, row.Resource);
        WriteMetric(json, "utilization"u8, row.Utilization);
        WriteMetric(json, "saturation"u8, row.Saturation);
        WriteMetric(json, "errors"u8, row.Errors);
        json.WriteEndObject();
    }

    private static void WriteMetric(Utf8JsonWriter json, ReadOnlySpan<byte> name, Metric metric)
    {
        json.WriteStartObject(name);
        WriteNumber(json, "value"u8, metric.Value);
        json.WriteString("unit"u8, metric.Unit);
        if (metric.Max is not null)
            WriteNumber(json, "max"u8, metric.Max);
        json.WriteString("source"u8, metric.Source);
        json.WriteBoolean("available"u8, metric.Available);
        WriteOptional(json, "reason"u8, metric.Reason);
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, finding.Id);
        json.WriteNumber("rank"u8, finding.Rank);
        json.WriteString("severity"u8, Name(finding.Severity));
        WriteNumber(json, "confidence"u8, finding.Confidence);
        json.WriteString("title"u8, finding.Title);
        json.WriteString("why"u8, finding.Why);
        WriteArray(json, "evidence"u8, finding.Evidence, WriteEvidence);
        WriteArray(json, "culprits"u8, finding.Culprits, WriteParty);
        WriteArray(json, "victims"u8, finding.Victims, WriteParty);
        WriteArray(json, "causes"u8, finding.Causes, static (json, id) => json.WriteStringValue(id));
        WriteArray(json, "next"u8, finding.Next, WriteNextStep);
        WriteArray(json, "fix"u8, finding.Fix, WriteFix);
        json.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter json, Evidence evidence)
    {
        json.WriteStartObject();
        json.WriteString("metric"u8, evidence.Metric);
        WriteNumber(json, "value"u8, evidence.Value);
        json.WriteString("unit"u8, evidence.Unit);
        WriteNumber(json, "threshold"u8, evidence.Threshold);
        json.WriteString("source"u8, evidence.Source);
        json.WriteEndObject();
    }

    private static void WriteParty(Utf8JsonWriter json, Party party)
    {
        json.WriteStartObject();
        json.WriteString("kind"u8, Name(party.Kind));
        json.WriteString("name"u8, party.Name);
        if (party.Pid is { } pid)
            json.WriteNumber("pid"u8, pid);
        if (party.Tid is { } tid)
            json.WriteNumber("tid"u8, tid);
        WriteOptional(json, "cgroup"u8, party.Cgroup);
        WriteNumber(json, "share"u8, party.Share);
        WriteOptional(json, "detail"u8, party.Detail);
        json.WriteEndObject();
    }

    private static void WriteNextStep(Utf8JsonWriter json, NextStep step)
    {
        json.WriteStartObject();
        json.WriteString("command"u8, step.Command);
        json.WriteString("why"u8, step.Why);
        json.WriteEndObject();
    }

    private static void WriteFix(Utf8JsonWriter json, Fix fix)
    {
        json.WriteStartObject();
        json.WriteString("action"u8, fix.Action);
        WriteOptional(json, "command"u8, fix.Command);
        json.WriteString("risk"u8, fix.Risk);
        WriteOptional(json, "undo"u8, fix.Undo);
        json.WriteEndObject();
    }

    private static void WriteRuledOut(Utf8JsonWriter json, RuledOut ruledOut)
    {
        json.WriteStartObject();
        json.WriteString("question"u8, ruledOut.Question);
        json.WriteString("answer"u8, ruledOut.Answer);
        WriteArray(json, "evidence"u8, ruledOut.Evidence, WriteEvidence);
        json.WriteEndObject();
    }

    private static void WriteUnavailable(Utf8JsonWriter json, Unavailable unavailable)
    {
        json.WriteStartObject();
        json.WriteString("what"u8, unavailable.What);
        json.WriteString("because"u8, unavailable.Because);
        json.WriteString("remedy"u8, unavailable.Remedy);
        json.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
            write(json, item);
        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteInteger(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    // Six significant digits read well and exceed what any counter resolves; whole numbers stay exact. JSON has no NaN: such a value is unmeasured.
    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? value)
    {
        if (value is not { } number || !double.IsFinite(number))
            json.WriteNull(name);
        else if (Math.Abs(number) >= 1e5 && Math.Abs(number) <= LargestExactInteger)
            json.WriteNumber(name, (long)Math.Round(number));
        else
            json.WriteNumber(name, double.Parse(number.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }

    private static void WriteTime(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is { } known)
            json.WriteString(name, known.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        else
            json.WriteNull(name);
    }
}

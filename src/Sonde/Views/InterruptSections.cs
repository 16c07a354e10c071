using System.Text.Json;
using Sonde.Metrics.Catalogue;
using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>The interrupts that mpstat -I shows: in sum, by source, and soft ones by source.</summary>
internal sealed class InterruptSections(MpstatFormat format)
{
    private const int CpuWidth = 5;
    private const int SumWidth = 10;
    private const int NameWidth = 9;

    private readonly SystemRates _system = new();
    private readonly InterruptRates _interrupts = new();
    private readonly InterruptRates _softInterrupts = new();

    /// <summary>The files that a sample reads.</summary>
    public SampleParts Parts =>
        (format.Shows(MpstatSections.InterruptSum | MpstatSections.Interrupts) ? SampleParts.Interrupts : SampleParts.None)
        | (format.Shows(MpstatSections.SoftInterrupts) ? SampleParts.SoftInterrupts : SampleParts.None);

    /// <summary>Computes the rates of <paramref name="interval"/>.</summary>
    public void Update(in SystemInterval interval)
    {
        if (format.Shows(MpstatSections.InterruptSum))
            _system.Update(interval);
        if (format.Shows(MpstatSections.InterruptSum | MpstatSections.Interrupts))
            _interrupts.Update(interval, SampleParts.Interrupts);
        if (format.Shows(MpstatSections.SoftInterrupts))
            _softInterrupts.Update(interval, SampleParts.SoftInterrupts);
    }

    /// <summary>Draws the sections that were asked for.</summary>
    public void WriteText(Utf8LineBuilder text, in ReportFrame frame)
    {
        if (format.Shows(MpstatSections.InterruptSum))
            WriteSum(text, frame);
        if (format.Shows(MpstatSections.Interrupts))
            WriteSources(text, frame, _interrupts);
        if (format.Shows(MpstatSections.SoftInterrupts))
            WriteSources(text, frame, _softInterrupts);
    }

    /// <summary>Writes the sections into an open JSON object.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        if (format.Shows(MpstatSections.InterruptSum))
        {
            json.WriteStartArray("interruptSums");
            if (format.Cpus.IncludesAll)
                WriteJson(json, "all", SystemFields.Interrupts.Id, _system.InterruptsPerSecond);
            for (int i = 0; i < _interrupts.Cpus.Count; i++)
            {
                if (format.Cpus.Includes(_interrupts.Cpus[i]))
                    WriteJson(json, _interrupts.Cpus[i].ToString(), InterruptFields.CpuTotal.Id, _interrupts.CpuTotal(i));
            }

            json.WriteEndArray();
        }

        if (format.Shows(MpstatSections.Interrupts))
            WriteJson(json, "interrupts", _interrupts);
        if (format.Shows(MpstatSections.SoftInterrupts))
            WriteJson(json, "softInterrupts", _softInterrupts);
    }

    /// <summary>Writes the sections into an open JSON object under sysstat's keys.</summary>
    public void WriteSysstatJson(Utf8JsonWriter json)
    {
        if (format.Shows(MpstatSections.InterruptSum))
            WriteSysstatSums(json);
        if (format.Shows(MpstatSections.Interrupts))
            WriteSysstatJson(json, "individual-interrupts", _interrupts);
        if (format.Shows(MpstatSections.SoftInterrupts))
            WriteSysstatJson(json, "soft-interrupts", _softInterrupts);
    }

    private int Decimals => format.Style.Decimals ?? 2;

    private void WriteSum(Utf8LineBuilder text, in ReportFrame frame)
    {
        if (frame.ShowsHeading)
        {
            text.NewLine();
            frame.Heading.Write(text, SysstatLines.LabelWidth);
            text.AppendRaw("  CPU    intr/s\n"u8);
        }

        if (format.Cpus.IncludesAll)
        {
            frame.Row.Write(text, SysstatLines.LabelWidth);
            text.AppendRaw("  all"u8).AppendNumber(_system.InterruptsPerSecond, SumWidth, Decimals).NewLine();
        }

        for (int i = 0; i < _interrupts.Cpus.Count; i++)
        {
            if (!format.Cpus.Includes(_interrupts.Cpus[i]))
                continue;
            frame.Row.Write(text, SysstatLines.LabelWidth);
            text.AppendNumber(_interrupts.Cpus[i], CpuWidth).AppendNumber(_interrupts.CpuTotal(i), SumWidth, Decimals).NewLine();
        }
    }

    // All CPUs have a row where -P names none, as in mpstat.
    private bool HasRow(int cpu) => ReferenceEquals(format.Cpus, CpuSelection.Sum) || format.Cpus.Includes(cpu);

    private void WriteSources(Utf8LineBuilder text, in ReportFrame frame, InterruptRates rates)
    {
        if (frame.ShowsHeading)
        {
            text.NewLine();
            frame.Heading.Write(text, SysstatLines.LabelWidth);
            text.AppendRaw("  CPU"u8);
            for (int row = 0; row < rates.Rows.Count; row++)
                text.AppendPadded(rates.Rows[row].Name, NameWidth, right: true).AppendRaw("/s"u8);
            text.NewLine();
        }

        for (int column = 0; column < rates.Cpus.Count; column++)
        {
            if (!HasRow(rates.Cpus[column]))
                continue;
            frame.Row.Write(text, SysstatLines.LabelWidth);
            text.AppendNumber(rates.Cpus[column], CpuWidth);
            for (int row = 0; row < rates.Rows.Count; row++)
                text.AppendNumber(rates.PerSecond(row, column), Math.Max(NameWidth, rates.Rows[row].Name.Length) + 2, Decimals);
            text.NewLine();
        }
    }

    private void WriteJson(Utf8JsonWriter json, string name, InterruptRates rates)
    {
        json.WriteStartArray(name);
        for (int column = 0; column < rates.Cpus.Count; column++)
        {
            if (!HasRow(rates.Cpus[column]))
                continue;
            for (int row = 0; row < rates.Rows.Count; row++)
            {
                json.WriteStartObject();
                json.WriteString(CpuFields.Cpu.Id, rates.Cpus[column].ToString());
                json.WriteString(InterruptFields.Interrupt.Id, rates.Rows[row].Name);
                JsonRows.WriteNumber(json, InterruptFields.PerSecond.Id, rates.PerSecond(row, column));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteJson(Utf8JsonWriter json, string cpu, string id, double value)
    {
        json.WriteStartObject();
        json.WriteString(CpuFields.Cpu.Id, cpu);
        JsonRows.WriteNumber(json, id, value);
        json.WriteEndObject();
    }

    private void WriteSysstatSums(Utf8JsonWriter json)
    {
        json.WriteStartArray("sum-interrupts");
        if (format.Cpus.IncludesAll)
            WriteSysstatSum(json, "all", _system.InterruptsPerSecond);
        for (int i = 0; i < _interrupts.Cpus.Count; i++)
        {
            if (format.Cpus.Includes(_interrupts.Cpus[i]))
                WriteSysstatSum(json, _interrupts.Cpus[i].ToString(), _interrupts.CpuTotal(i));
        }

        json.WriteEndArray();
    }

    private static void WriteSysstatSum(Utf8JsonWriter json, string cpu, double value)
    {
        json.WriteStartObject();
        json.WriteString("cpu", cpu);
        JsonRows.WriteFixed(json, "intr", value);
        json.WriteEndObject();
    }

    private void WriteSysstatJson(Utf8JsonWriter json, string name, InterruptRates rates)
    {
        json.WriteStartArray(name);
        for (int column = 0; column < rates.Cpus.Count; column++)
        {
            if (!HasRow(rates.Cpus[column]))
                continue;
            json.WriteStartObject();
            json.WriteString("cpu", rates.Cpus[column].ToString());
            json.WriteStartArray("intr");
            for (int row = 0; row < rates.Rows.Count; row++)
            {
                json.WriteStartObject();
                json.WriteString("name", rates.Rows[row].Name);
                JsonRows.WriteFixed(json, "value", rates.PerSecond(row, column));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

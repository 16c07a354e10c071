using System.Text.Json;
using Sonde.Metrics.Catalogue;
using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>CPU time and block devices, as iostat prints them.</summary>
internal sealed class IostatView(IostatFormat format, IostatDevices devices) : IntervalView, ISysstatView
{
    private const int CpuIndent = 7;
    private const int NameWidth = 13;

    private readonly Column<DiskRates>[][] _blocks = IostatColumns.Of(format);
    private readonly Column<DiskRates>[][] _sysstatBlocks = IostatColumns.Of(format.IsExtended ? format : format with { IsShort = false });
    private readonly Utf8LineBuilder _time = new(32);
    private readonly CpuUsage _cpu = new();
    private readonly DiskActivity _disks = new();
    private readonly List<DiskRates> _shown = [];
    private readonly List<DiskRates> _members = [];
    private readonly DiskRates[] _groups = [.. devices.Groups.Select(static _ => new DiskRates())];
    private readonly Dictionary<string, string> _mapperNames = new(StringComparer.Ordinal);
    private readonly DiskRates _unknown = new();
    private WholeDisks? _wholeDisks;
    private LinuxRoot? _root;
    private bool _isIsoDate;
    private string _zoneOffset = "";

    /// <inheritdoc/>
    public override string Name => "iostat";

    /// <inheritdoc/>
    public override SampleParts Parts => (format.ShowsCpu ? SampleParts.Cpu : SampleParts.None) | (format.ShowsDisks ? SampleParts.Disks : SampleParts.None);

    /// <inheritdoc/>
    public override bool StartsAtOnce => true;

    /// <inheritdoc/>
    public override bool SkipsFirst => format.SkipsFirst;

    /// <inheritdoc/>
    public override Unavailability? WhyUnusable(SystemSample sample, SampleSource source)
    {
        bool usable = (format.ShowsCpu && sample.Cpu.IsAvailable) || (format.ShowsDisks && sample.Disks.IsAvailable);
        return usable ? null : format.ShowsDisks ? sample.Disks.Unavailability : sample.Cpu.Unavailability;
    }

    /// <inheritdoc/>
    public override void Begin(ViewHeader header, SampleSource source)
    {
        _root = source.CurrentRoot;
        _wholeDisks = new WholeDisks(_root);
        _isIsoDate = header.IsIsoDate;
        _zoneOffset = header.ZoneOffset;
    }

    /// <inheritdoc/>
    public override void Update(in SystemInterval interval)
    {
        if (format.ShowsCpu)
            _cpu.Update(interval);
        if (!format.ShowsDisks)
            return;
        _disks.Update(interval);
        devices.Select(_disks.Devices, _wholeDisks!, _shown);
        for (int i = 0; i < _groups.Length; i++)
        {
            _members.Clear();
            IReadOnlyList<string> names = devices.Groups[i].Members;
            for (int j = 0; j < _shown.Count; j++)
            {
                if (names.Count == 0 || names.Contains(_shown[j].Name))
                    _members.Add(_shown[j]);
            }

            _groups[i].SetSum(devices.Groups[i].Name, _members);
        }
    }

    /// <inheritdoc/>
    public override void WriteTitle(Utf8LineBuilder text, ViewHeader header)
    {
        SysstatLines.WriteMachine(text, header);
        text.NewLine();
        if (format.SkipsFirst)
            text.NewLine();
    }

    /// <inheritdoc/>
    public override void WriteText(Utf8LineBuilder text, in ReportFrame frame)
    {
        if (format.ShowsTime)
        {
            WriteTime(text, frame.Row);
            text.NewLine();
        }

        if (format.ShowsCpu)
        {
            text.AppendRaw("avg-cpu:  %user   %nice %system %iowait  %steal   %idle\n"u8).AppendSpaces(CpuIndent);
            SysstatLines.WriteCells(text, IostatColumns.Cpu, _cpu.All, format.Style);
            text.NewLine();
        }

        if (format.ShowsDisks)
            WriteDisks(text);
        else
            text.NewLine();
        text.NewLine();
    }

    /// <inheritdoc/>
    public override void WriteJson(Utf8JsonWriter json)
    {
        if (format.ShowsCpu)
        {
            json.WritePropertyName("cpu");
            JsonRows.Write(json, IostatColumns.Cpu, _cpu.All);
        }

        if (!format.ShowsDisks)
            return;
        WriteJson(json, "disks", devices.ShowsOnlyGroups ? [] : _shown);
        if (_groups.Length > 0)
            WriteJson(json, "groups", _groups);
    }

    /// <inheritdoc/>
    public void WriteSysstatJson(Utf8JsonWriter json, in ReportLabel label)
    {
        if (format.ShowsTime)
        {
            _time.Clear();
            WriteTime(_time, label);
            json.WriteString("timestamp", _time.Written);
        }

        if (format.ShowsCpu)
        {
            json.WriteStartObject("avg-cpu");
            WriteSysstatMembers(json, IostatColumns.Cpu, _cpu.All);
            json.WriteEndObject();
        }

        if (!format.ShowsDisks)
            return;
        json.WriteStartArray("disk");
        for (int i = 0; i < _shown.Count && !devices.ShowsOnlyGroups; i++)
        {
            if (!format.OmitsIdle || _shown[i].IsActive)
                WriteSysstatDisk(json, ShownName(_shown[i].Name), _shown[i]);
        }

        // sysstat has the blank in the name too.
        foreach (DiskRates group in _groups)
            WriteSysstatDisk(json, " " + group.Name, group);
        json.WriteEndArray();
    }

    private void WriteSysstatDisk(Utf8JsonWriter json, string name, DiskRates disk)
    {
        json.WriteStartObject();
        json.WriteString("disk_device", name);
        foreach (Column<DiskRates>[] columns in _sysstatBlocks)
            WriteSysstatMembers(json, columns, disk);
        json.WriteEndObject();
    }

    private static void WriteSysstatMembers<TRow>(Utf8JsonWriter json, Column<TRow>[] columns, TRow row)
    {
        foreach (Column<TRow> column in columns)
            column.WriteSysstatJson(json, row);
    }

    private void WriteTime(Utf8LineBuilder text, in ReportLabel label)
    {
        SysstatLines.WriteDate(text, label.Time, _isIsoDate);
        text.AppendRaw(_isIsoDate ? "T"u8 : " "u8);
        label.Write(text, 0);
        if (_isIsoDate)
            text.Append(_zoneOffset);
    }

    private void WriteDisks(Utf8LineBuilder text)
    {
        foreach (Column<DiskRates>[] columns in _blocks)
        {
            WriteHeading(text, columns);
            if (_disks.Devices.Count == 0)
                WriteRow(text, columns, _unknown, "-", group: false);
            for (int i = 0; i < _shown.Count && !devices.ShowsOnlyGroups; i++)
            {
                if (!format.OmitsIdle || _shown[i].IsActive)
                    WriteRow(text, columns, _shown[i], ShownName(_shown[i].Name), group: false);
            }

            foreach (DiskRates group in _groups)
                WriteRow(text, columns, group, group.Name, group: true);
            text.NewLine();
        }
    }

    private void WriteHeading(Utf8LineBuilder text, Column<DiskRates>[] columns)
    {
        if (!format.IsPretty)
            text.AppendPadded("Device"u8, NameWidth);
        foreach (Column<DiskRates> column in columns)
            column.WriteHeading(text);
        text.AppendRaw(format.IsPretty ? " Device\n"u8 : "\n"u8);
    }

    private void WriteRow(Utf8LineBuilder text, Column<DiskRates>[] columns, DiskRates row, string name, bool group)
    {
        int start = text.Length;
        if (!format.IsPretty)
        {
            text.AppendRaw(group ? " "u8 : ""u8).Append(name);
            text.AppendSpaces(NameWidth - (text.Length - start));
        }

        foreach (Column<DiskRates> column in columns)
            column.WriteCell(text, row, format.Style);
        if (format.IsPretty)
            text.AppendRaw(group ? "  "u8 : " "u8).Append(name);
        text.NewLine();
    }

    private string ShownName(string name)
    {
        if (devices.Persistent?.NameOf(name) is { } persistent)
            return persistent;
        if (!devices.UsesMapperNames || !name.StartsWith("dm-", StringComparison.Ordinal))
            return name;
        if (!_mapperNames.TryGetValue(name, out string? shown))
            _mapperNames.Add(name, shown = _root!.ReadText($"/sys/block/{name}/dm/name") ?? name);
        return shown;
    }

    private void WriteJson(Utf8JsonWriter json, string name, IReadOnlyList<DiskRates> rows)
    {
        json.WriteStartArray(name);
        for (int i = 0; i < rows.Count; i++)
        {
            if (format.OmitsIdle && !rows[i].IsActive)
                continue;
            json.WriteStartObject();
            json.WriteString(DiskFields.Device.Id, ShownName(rows[i].Name));
            foreach (Column<DiskRates>[] columns in _blocks)
                JsonRows.WriteMembers(json, columns, rows[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

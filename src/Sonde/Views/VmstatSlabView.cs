using System.Text.Json;
using Sonde.Metrics.Catalogue;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Proc.Memory;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>The kernel's object caches by name: vmstat -m.</summary>
internal sealed class VmstatSlabView(VmstatFormat format) : IntervalView, IDisposable
{
    private const int NameWidth = 24;

    private static readonly NumberField<SlabCache>[] Fields =
        [SlabFields.ActiveObjects, SlabFields.Objects, SlabFields.ObjectSize, SlabFields.ObjectsPerSlab];

    private readonly SlabInformation _slabs = new();
    private readonly List<SlabCache> _sorted = [];
    private SampleSource? _source;
    private LinuxRoot? _root;
    private KernelFile? _file;
    private int _linesPerHeading = int.MaxValue;

    /// <inheritdoc/>
    public override string Name => "vmstat";

    /// <inheritdoc/>
    public override SampleParts Parts => SampleParts.None;

    /// <inheritdoc/>
    public override bool StartsAtOnce => true;

    /// <inheritdoc/>
    public override int ReportsPerHeading(int terminalRows)
    {
        _linesPerHeading = format.LinesPerHeading(terminalRows);
        return 1;
    }

    /// <inheritdoc/>
    public override bool ShowsRates => false;

    /// <inheritdoc/>
    public override Unavailability? WhyUnusable(SystemSample sample, SampleSource source)
    {
        _source = source;
        Read();
        return _slabs.Unavailability;
    }

    /// <inheritdoc/>
    public override void Update(in SystemInterval interval)
    {
        if (interval.IsSinceBoot)
            return;
        Read();
    }

    /// <inheritdoc/>
    public override void WriteText(Utf8LineBuilder text, in ReportFrame frame)
    {
        for (int i = 0; i < _sorted.Count; i++)
        {
            if (format.HasOneHeading ? i == 0 && frame.ShowsHeading : i % _linesPerHeading == 0)
                text.AppendRaw("Cache                       Num  Total   Size  Pages\n"u8);
            text.AppendFitted(_sorted[i].Name, NameWidth);
            foreach (NumberField<SlabCache> field in Fields)
                text.AppendRaw(" "u8).AppendNumber(field.Read(_sorted[i]), 6, 0);
            text.NewLine();
        }
    }

    /// <inheritdoc/>
    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartArray("slabs");
        foreach (SlabCache cache in _sorted)
        {
            json.WriteStartObject();
            json.WriteString(SlabFields.Name.Id, cache.Name);
            foreach (NumberField<SlabCache> field in Fields)
                JsonRows.WriteNumber(json, field.Id, field.Read(cache));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private void Read()
    {
        LinuxRoot root = _source!.CurrentRoot;
        if (_root != root)
        {
            _file?.Dispose();
            _file = new KernelFile(root, SlabInformation.Path, 32768);
            _root = root;
        }

        _sorted.Clear();
        if (!_slabs.Load(_file!))
            return;
        foreach (SlabCache cache in _slabs.Caches)
            _sorted.Add(cache);
        _sorted.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
    }
}

using System.Buffers.Binary;
using Sonde.Bpf.Maps;
using Sonde.Linux;
using Sonde.Tracing.Binding;
using Sonde.Tracing.Lowering;
using Sonde.Tracing.Output;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Runtime;

/// <summary>The kernel's maps of a running script: made from its description, read back as values.</summary>
public sealed class MapSet : IDisposable
{
    private const int LargestPreallocation = 1 << 20;

    private readonly CompiledScript _script;
    private readonly List<BpfMap> _maps = [];

    private MapSet(CompiledScript script) => _script = script;

    /// <summary>Makes all maps of <paramref name="script"/>.</summary>
    /// <exception cref="Sonde.Bpf.BpfException">The kernel refuses: no privilege, no memory.</exception>
    public static MapSet Create(CompiledScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        MapSet set = new(script);
        try
        {
            foreach (CompiledMap map in script.Maps)
                set._maps.Add(BpfMap.Create(Definition(script, map)));
            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    /// <summary>The kernel's map with a number.</summary>
    public BpfMap this[int id] => _maps[id];

    /// <summary>The kernel's map of a purpose, or null where the script needs none.</summary>
    public BpfMap? Find(MapPurpose purpose) => _script.Find(purpose) is { } map ? _maps[map.Id] : null;

    /// <summary>The kernel's map of stacks with a limit, or null.</summary>
    public BpfMap? FindStacks(int limit) => _script.Maps.FirstOrDefault(m => m.Purpose == MapPurpose.Stacks && m.StackLimit == limit) is { } map ? _maps[map.Id] : null;

    /// <summary>How a map of the script is printed.</summary>
    public static MapDescription Describe(MapSymbol symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        return new MapDescription(symbol.ToString(), symbol.Key, symbol.Value!);
    }

    /// <summary>All elements of a map of the script, those of all CPUs put together; none of a map without keys that was never assigned.</summary>
    public List<MapEntry> Read(MapSymbol symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        BpfMap map = _maps[_script.Maps.First(m => ReferenceEquals(m.Symbol, symbol)).Id];
        BpfMapReader reader = new(map);
        reader.Read();
        List<MapEntry> entries = [];
        int keySize = symbol.Key?.Size ?? 0;
        for (int i = 0; i < reader.Count; i++)
        {
            if (symbol.IsScalar && !IsAssigned(reader, i, symbol, map))
                continue;
            byte[] value = symbol.IsPerCpu ? Reduced(reader, i, symbol.Value!) : reader.Value(i)[..symbol.Value!.Size].ToArray();
            entries.Add(new MapEntry(reader.Key(i)[..keySize].ToArray(), value));
        }

        return entries;
    }

    /// <summary>Removes all elements of a map of the script.</summary>
    public void Clear(MapSymbol symbol)
    {
        BpfMap map = _maps[_script.Maps.First(m => ReferenceEquals(m.Symbol, symbol)).Id];
        if (symbol.IsScalar)
            map.Update(new byte[4], new byte[map.ValueBytes]);
        else
            map.Clear();
    }

    /// <summary>Sets all elements of a map of the script to zero.</summary>
    public void Zero(MapSymbol symbol)
    {
        BpfMap map = _maps[_script.Maps.First(m => ReferenceEquals(m.Symbol, symbol)).Id];
        BpfMapReader reader = new(map);
        reader.Read();
        byte[] zeros = new byte[map.ValueBytes];
        if (symbol.IsScalar)
        {
            for (int at = 0; at < zeros.Length; at += map.ValueStride)
                BinaryPrimitives.WriteInt64LittleEndian(zeros.AsSpan(at + symbol.AssignedOffset), 1);
        }

        for (int i = 0; i < reader.Count; i++)
            map.TryUpdate(reader.Key(i), zeros, BpfUpdateMode.Replace);
    }

    /// <summary>How often something was lost, on all CPUs together.</summary>
    /// <param name="place">What, by <see cref="LossCounts"/>.</param>
    public ulong Losses(int place)
    {
        if (Find(MapPurpose.Losses) is not { } map)
            return 0;
        byte[] value = new byte[map.ValueBytes];
        if (!map.Lookup(new byte[4], value))
            return 0;
        ulong sum = 0;
        for (int at = place * 8; at < value.Length; at += map.ValueStride)
            sum += BinaryPrimitives.ReadUInt64LittleEndian(value.AsSpan(at));
        return sum;
    }

    /// <summary>Sets a number that the programs read.</summary>
    public void Set(SettingKind kind, long number)
    {
        if (Find(MapPurpose.Settings) is not { } map)
            return;
        byte[] value = new byte[map.ValueBytes];
        map.Lookup(new byte[4], value);
        BinaryPrimitives.WriteInt64LittleEndian(value.AsSpan((int)kind * 8), number);
        map.Update(new byte[4], value);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (BpfMap map in _maps)
            map.Dispose();
        _maps.Clear();
    }

    private static bool IsAssigned(BpfMapReader reader, int index, MapSymbol symbol, BpfMap map)
    {
        ReadOnlySpan<byte> value = reader.Value(index);
        for (int at = symbol.AssignedOffset; at < value.Length; at += map.ValueStride)
        {
            if (BinaryPrimitives.ReadInt64LittleEndian(value[at..]) != 0)
                return true;
        }

        return false;
    }

    private static byte[] Reduced(BpfMapReader reader, int index, TraceType type)
    {
        // The reducer wants values without the word that says whether they were assigned.
        int stride = AggregationReducer.Stride(type);
        byte[] values = new byte[stride * ProcessorList.PossibleCount];
        for (int cpu = 0; cpu < ProcessorList.PossibleCount; cpu++)
            reader.Value(index, cpu)[..type.Size].CopyTo(values.AsSpan(cpu * stride));
        return AggregationReducer.Reduce(type, values);
    }

    private static BpfMapDefinition Definition(CompiledScript script, CompiledMap map) => new()
    {
        Type = TypeOf(map),
        KeySize = map.Purpose == MapPurpose.Events ? 0 : map.KeySize,
        ValueSize = map.Purpose == MapPurpose.Events ? 0 : map.ValueSize,
        MaximumEntries = map.Purpose == MapPurpose.Events ? RingBufferBytes(script.Bound.Settings) : map.MaximumEntries,
        Flags = IsLarge(map) ? BpfMapFlags.NoPreallocation : BpfMapFlags.None,
        Name = map.Name.Length > 15 ? map.Name[..15] : map.Name,
    };

    private static bool IsLarge(CompiledMap map) =>
        TypeOf(map) is BpfMapType.Hash or BpfMapType.PerCpuHash && (long)map.MaximumEntries * (map.KeySize + map.ValueSize) > LargestPreallocation;

    private static BpfMapType TypeOf(CompiledMap map) => map.Purpose switch
    {
        MapPurpose.Events => BpfMapType.RingBuffer,
        MapPurpose.Losses or MapPurpose.Scratch => BpfMapType.PerCpuArray,
        MapPurpose.Stacks => BpfMapType.StackTrace,
        MapPurpose.Settings => BpfMapType.Array,
        _ when map.Symbol!.IsScalar => map.Symbol.IsPerCpu ? BpfMapType.PerCpuArray : BpfMapType.Array,
        _ => map.Symbol!.DeclaredKind switch
        {
            "lruhash" => map.Symbol.IsPerCpu ? BpfMapType.LruPerCpuHash : BpfMapType.LruHash,
            "percpulruhash" => BpfMapType.LruPerCpuHash,
            _ => map.Symbol.IsPerCpu ? BpfMapType.PerCpuHash : BpfMapType.Hash,
        },
    };

    private static int RingBufferBytes(ScriptSettings settings)
    {
        const int DefaultPages = 1024;
        int pages = settings.RingBufferPages > 0 ? settings.RingBufferPages : DefaultPages;
        return (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)pages) * 4096;
    }
}

using System.Runtime.InteropServices;
using Sonde.Bpf.Maps;
using Sonde.Linux;

namespace Sonde.Bpf.Tests.Maps;

public sealed class BpfMapTests
{
    [Fact]
    public void Elements_are_written_read_walked_and_deleted()
    {
        LiveKernel.Require();
        using BpfMap map = Hash(16);
        for (int i = 0; i < 10; i++)
            map.Update(Bytes(i), Bytes((long)i * i));
        Span<byte> value = stackalloc byte[8];
        Assert.True(map.Lookup(Bytes(7), value));
        Assert.Equal(49, MemoryMarshal.Read<long>(value));
        Assert.False(map.Lookup(Bytes(99), value));
        HashSet<int> keys = [];
        byte[] key = new byte[4];
        for (bool more = map.NextKey(default, key); more; more = map.NextKey(key, key))
            keys.Add(MemoryMarshal.Read<int>(key));
        Assert.Equal(Enumerable.Range(0, 10), keys.Order());
        Assert.True(map.Delete(Bytes(7)));
        Assert.False(map.Delete(Bytes(7)));
        Assert.Equal(9, map.Clear());
    }

    [Fact]
    public void Full_map_says_so()
    {
        LiveKernel.Require();
        using BpfMap map = Hash(2);
        map.Update(Bytes(1), Bytes(1L));
        map.Update(Bytes(2), Bytes(1L));
        BpfException exception = Assert.Throws<BpfException>(() => map.Update(Bytes(3), Bytes(1L)));
        Assert.Contains("full (2 elements)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_modes_are_kept()
    {
        LiveKernel.Require();
        using BpfMap map = Hash(4);
        Assert.Equal("ENOENT", map.TryUpdate(Bytes(1), Bytes(1L), BpfUpdateMode.Replace).Name);
        Assert.True(map.TryUpdate(Bytes(1), Bytes(1L), BpfUpdateMode.Add).IsSuccess);
        Assert.Equal("EEXIST", map.TryUpdate(Bytes(1), Bytes(1L), BpfUpdateMode.Add).Name);
    }

    [Theory]
    [InlineData(BpfMapType.Hash, 10_000)]
    [InlineData(BpfMapType.LruHash, 300)]
    [InlineData(BpfMapType.Array, 1000)]
    [InlineData(BpfMapType.PerCpuHash, 500)]
    [InlineData(BpfMapType.PerCpuArray, 500)]
    public void Whole_map_is_read(BpfMapType type, int elements)
    {
        LiveKernel.Require();
        using BpfMap map = BpfMap.Create(new BpfMapDefinition { Type = type, KeySize = 4, ValueSize = 8, MaximumEntries = elements + 200, Name = "test_read" });
        byte[] value = new byte[map.ValueBytes];
        for (int i = 0; i < elements; i++)
        {
            for (int cpu = 0; cpu * map.ValueStride < value.Length; cpu++)
                BitConverter.TryWriteBytes(value.AsSpan(cpu * map.ValueStride), ((long)i * 3) + cpu);
            map.Update(Bytes(i), value);
        }

        BpfMapReader reader = new(map);
        for (int round = 0; round < 2; round++)
        {
            reader.Read();
            Dictionary<int, long> found = Enumerable.Range(0, reader.Count).ToDictionary(i => MemoryMarshal.Read<int>(reader.Key(i)), i => MemoryMarshal.Read<long>(reader.Value(i)));
            for (int i = 0; i < elements; i++)
                Assert.Equal(i * 3L, found[i]);
        }

        if (map.IsPerCpu && ProcessorList.PossibleCount > 1)
            Assert.Equal(MemoryMarshal.Read<long>(reader.Value(0, 0)) + 1, MemoryMarshal.Read<long>(reader.Value(0, 1)));
    }

    [Fact]
    public void Reading_with_deletion_empties_the_map()
    {
        LiveKernel.Require();
        using BpfMap map = Hash(2000);
        for (int i = 0; i < 2000; i++)
            map.Update(Bytes(i), Bytes((long)i));
        BpfMapReader reader = new(map);
        reader.Read(delete: true);
        Assert.Equal(2000, reader.Count);
        reader.Read();
        Assert.Equal(0, reader.Count);
    }

    [Fact]
    public void Batches_write_and_delete()
    {
        LiveKernel.Require();
        using BpfMap map = Hash(100);
        byte[] keys = [.. Enumerable.Range(0, 50).SelectMany(BitConverter.GetBytes)];
        byte[] values = [.. Enumerable.Range(0, 50).SelectMany(i => BitConverter.GetBytes((long)i))];
        Assert.True(map.ChangeBatch(keys, values, out int done).IsSuccess);
        Assert.Equal(50, done);
        Assert.True(map.ChangeBatch(keys.AsSpan(0, 160), default, out done).IsSuccess);
        Assert.Equal(40, done);
        BpfMapReader reader = new(map);
        reader.Read();
        Assert.Equal(10, reader.Count);
        Assert.Throws<ArgumentException>(() => map.ChangeBatch(keys, values.AsSpan(8), out _));
    }

    [Fact]
    public void Per_cpu_values_are_rounded_up_to_eight_bytes()
    {
        LiveKernel.Require();
        using BpfMap map = BpfMap.Create(new BpfMapDefinition { Type = BpfMapType.PerCpuArray, KeySize = 4, ValueSize = 5, MaximumEntries = 1 });
        Assert.Equal((8, 8 * ProcessorList.PossibleCount), (map.ValueStride, map.ValueBytes));
        byte[] value = new byte[map.ValueBytes];
        Assert.True(map.Lookup(Bytes(0), value));
        Assert.Throws<ArgumentException>(() => map.Lookup(Bytes(0), new byte[5]));
    }

    [Fact]
    public void Mapped_values_and_calls_see_the_same()
    {
        LiveKernel.Require();
        using BpfMap map = BpfMap.Create(new BpfMapDefinition { Type = BpfMapType.Array, KeySize = 4, ValueSize = 12, MaximumEntries = 1000, Flags = BpfMapFlags.Mappable });
        using MappedValues values = map.MapValues(writable: true);
        values[999][11] = 42;
        byte[] value = new byte[12];
        Assert.True(map.Lookup(Bytes(999), value));
        Assert.Equal(42, value[11]);
        Assert.Throws<ArgumentOutOfRangeException>(() => values[1000].Length);
        values.Dispose();
        Assert.Throws<ObjectDisposedException>(() => values[0].Length);
    }

    [Fact]
    public void Frozen_map_refuses_writing()
    {
        LiveKernel.Require();
        using BpfMap map = Hash(1);
        map.Freeze();
        Assert.Equal("EPERM", map.TryUpdate(Bytes(1), Bytes(1L)).Name);
    }

    [Fact]
    public void Map_is_found_again_by_its_number()
    {
        LiveKernel.Require();
        using BpfMap map = Hash(7);
        using BpfMap? same = BpfMap.Open(map.ReadId());
        Assert.Equal(("test_hash", BpfMapType.Hash, 4, 8, 7), (same!.Name, same.Type, same.KeySize, same.ValueSize, same.MaximumEntries));
        Assert.Null(BpfMap.Open(uint.MaxValue - 1));
    }

    [Fact]
    public void Names_the_kernel_would_refuse_are_made_fit()
    {
        LiveKernel.Require();
        using BpfMap map = BpfMap.Create(new BpfMapDefinition { Type = BpfMapType.Array, KeySize = 4, ValueSize = 4, MaximumEntries = 1, Name = "@näme with a very long tail" });
        using BpfMap? same = BpfMap.Open(map.ReadId());
        Assert.Equal("_n_me_with_a_ve", same!.Name);
    }

    [Fact]
    public void Wrong_lengths_and_closed_maps_are_refused_before_the_kernel_writes()
    {
        LiveKernel.Require();
        BpfMap map = Hash(1);
        Assert.Throws<ArgumentException>(() => map.Lookup(new byte[3], new byte[8]));
        Assert.Throws<ArgumentException>(() => map.Lookup(new byte[4], new byte[7]));
        Assert.Throws<ArgumentException>(() => map.NextKey(default, new byte[2]));
        Assert.Throws<ArgumentException>(() => map.Delete([]));
        map.Dispose();
        Assert.Throws<ObjectDisposedException>(() => map.Lookup(new byte[4], new byte[8]));
    }

    [Fact]
    public void Impossible_maps_are_refused_with_the_reason()
    {
        LiveKernel.Require();
        BpfException exception = Assert.Throws<BpfException>(() => BpfMap.Create(new BpfMapDefinition { Type = BpfMapType.RingBuffer, MaximumEntries = 1000, Name = "odd" }));
        Assert.Contains("power of two", exception.Message, StringComparison.Ordinal);
        Assert.Throws<BpfException>(() => BpfMap.Create(new BpfMapDefinition { Type = (BpfMapType)999, KeySize = 4, ValueSize = 4, MaximumEntries = 1 }));
    }

    private static BpfMap Hash(int entries) =>
        BpfMap.Create(new BpfMapDefinition { Type = BpfMapType.Hash, KeySize = 4, ValueSize = 8, MaximumEntries = entries, Name = "test_hash" });

    private static byte[] Bytes(int value) => BitConverter.GetBytes(value);

    private static byte[] Bytes(long value) => BitConverter.GetBytes(value);
}

using System.Runtime.InteropServices;
using Sonde.Bpf.Buffers;
using Sonde.Bpf.Instructions;
using Sonde.Bpf.Maps;
using Sonde.Bpf.Programs;
using Sonde.Testing;
using static Sonde.Bpf.Instructions.BpfRegister;

namespace Sonde.Bpf.Tests.Buffers;

public sealed class RingBufferTests
{
    [Fact]
    public void Records_come_in_order_and_none_is_lost()
    {
        LiveKernel.Require();
        using BpfMap map = Ring(1 << 16);
        using BpfProgram program = Writer(map, 16);
        using RingBuffer ring = RingBuffer.Open(map);
        List<long> seen = [];
        for (long round = 0; round < 2000; round++)
        {
            Assert.Equal(0u, program.TestRun(MemoryMarshal.AsBytes<long>([round])));
            if (round % 700 == 699 || round == 1999)
                ring.Consume(record => seen.Add(MemoryMarshal.Read<long>(record)));
        }

        Assert.Equal(Enumerable.Range(0, 2000).Select(i => (long)i), seen);
        Assert.Equal((2000, 32_000, 0), (ring.RecordCount, ring.ByteCount, ring.PendingBytes));
    }

    [Fact]
    public void Full_buffer_refuses_records_and_goes_on_after_reading()
    {
        LiveKernel.Require();
        using BpfMap map = Ring(4096);
        using BpfProgram program = Writer(map, 24);
        using RingBuffer ring = RingBuffer.Open(map);
        int refused = 0;
        for (int i = 0; i < 1000; i++)
            refused += program.TestRun(MemoryMarshal.AsBytes<long>([i])) == 0 ? 0 : 1;
        // 24 bytes and a header of 8; the last byte of the buffer is never used.
        Assert.Equal(1000 - 127, refused);
        Assert.Equal(127, ring.Consume(_ => { }));
        Assert.Equal(0u, program.TestRun(MemoryMarshal.AsBytes<long>([1])));
        Assert.Equal(1, ring.Consume(_ => { }));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        LiveKernel.Require();
        using BpfMap map = Ring(1 << 16);
        using BpfProgram program = Writer(map, 16);
        using RingBuffer ring = RingBuffer.Open(map);
        long sum = 0;
        byte[] context = new byte[8];
        RecordHandler handler = record => sum += record.Length;
        Assert.Equal(0, Allocation.SteadyStateBytes(() =>
        {
            program.TestRun(context);
            program.TestRun(context);
            ring.Wait(TimeSpan.FromSeconds(1));
            ring.Consume(handler, 1);
            foreach (ReadOnlySpan<byte> record in ring.Records)
                sum += record.Length;
        }));
        Assert.True(sum > 0);
    }

    [Fact]
    public void Wait_ends_with_a_record_a_wake_up_or_the_time()
    {
        LiveKernel.Require();
        using BpfMap map = Ring(4096);
        using BpfProgram program = Writer(map, 16);
        using RingBuffer ring = RingBuffer.Open(map);
        Assert.False(ring.Wait(TimeSpan.FromMilliseconds(1)));
        program.TestRun(new byte[8]);
        Assert.True(ring.Wait(Timeout.InfiniteTimeSpan));
        ring.Consume(_ => { });
        Thread waker = new(() =>
        {
            Thread.Sleep(50);
            ring.Wake();
        });
        waker.Start();
        Assert.False(ring.Wait(Timeout.InfiniteTimeSpan));
        waker.Join();
        Assert.False(ring.Wait(TimeSpan.Zero));
    }

    [Fact]
    public void Handler_that_throws_loses_only_its_record()
    {
        LiveKernel.Require();
        using BpfMap map = Ring(4096);
        using BpfProgram program = Writer(map, 16);
        using RingBuffer ring = RingBuffer.Open(map);
        for (long i = 0; i < 3; i++)
            program.TestRun(MemoryMarshal.AsBytes<long>([i]));
        Assert.Throws<InvalidOperationException>(() => ring.Consume(_ => throw new InvalidOperationException()));
        List<long> rest = [];
        ring.Consume(record => rest.Add(MemoryMarshal.Read<long>(record)));
        Assert.Equal([1, 2], rest);
    }

    [Fact]
    public void Discarded_reservations_are_skipped_and_counted()
    {
        LiveKernel.Require();
        using BpfMap map = Ring(4096);
        Assembler assembler = new();
        BpfLabel full = assembler.NewLabel();
        assembler.LoadMap(R1, 0);
        assembler.LoadConstant(R2, 8);
        assembler.LoadConstant(R3, 0);
        assembler.Call(BpfHelper.RingbufReserve);
        assembler.JumpIf(BpfComparison.Equal, R0, 0, full);
        assembler.Emit(BpfInstruction.Move(R1, R0));
        assembler.LoadConstant(R2, 0);
        assembler.Call(BpfHelper.RingbufDiscard);
        assembler.Mark(full);
        assembler.LoadConstant(R0, 0);
        assembler.Emit(BpfInstruction.Exit());
        using BpfProgram discarding = BpfProgram.Load(LiveKernel.Definition(BpfProgramType.RawTracepoint, assembler, map));
        using BpfProgram writing = Writer(map, 16);
        using RingBuffer ring = RingBuffer.Open(map);
        discarding.TestRun();
        writing.TestRun(new byte[8]);
        discarding.TestRun();
        Assert.Equal(1, ring.Consume(_ => { }));
        Assert.Equal((1, 2, 0), (ring.RecordCount, ring.DiscardedCount, ring.PendingBytes));
    }

    [Fact]
    public void Closed_buffer_and_wrong_map_are_refused()
    {
        LiveKernel.Require();
        using BpfMap counter = LiveKernel.Counter();
        Assert.Throws<ArgumentException>(() => RingBuffer.Open(counter));
        using BpfMap map = Ring(4096);
        RingBuffer ring = RingBuffer.Open(map);
        ring.Dispose();
        Assert.Throws<ObjectDisposedException>(() => ring.Consume(_ => { }));
        Assert.Throws<ObjectDisposedException>(() => ring.Wait(TimeSpan.Zero));
        map.Dispose();
        Assert.Throws<ObjectDisposedException>(() => RingBuffer.Open(map));
    }

    private static BpfMap Ring(int bytes) => BpfMap.Create(new BpfMapDefinition { Type = BpfMapType.RingBuffer, MaximumEntries = bytes, Name = "test_ring" });

    // A record whose first eight bytes are the first argument; returns what bpf_ringbuf_output does.
    private static BpfProgram Writer(BpfMap ring, int bytes)
    {
        Assembler assembler = new();
        assembler.Emit(BpfInstruction.Load(MemorySize.DoubleWord, R6, R1, 0));
        for (short offset = 8; offset <= bytes; offset += 8)
            assembler.Emit(BpfInstruction.Store(MemorySize.DoubleWord, FramePointer, (short)-offset, 0));
        assembler.Emit(BpfInstruction.Store(MemorySize.DoubleWord, FramePointer, (short)-bytes, R6));
        assembler.LoadMap(R1, 0);
        assembler.Emit(BpfInstruction.Move(R2, FramePointer));
        assembler.Emit(BpfInstruction.Arithmetic(BpfOperator.Add, R2, -bytes));
        assembler.LoadConstant(R3, bytes);
        assembler.LoadConstant(R4, 0);
        assembler.Call(BpfHelper.RingbufOutput);
        assembler.Emit(BpfInstruction.Exit());
        return BpfProgram.Load(LiveKernel.Definition(BpfProgramType.RawTracepoint, assembler, ring));
    }
}

using System.Runtime.InteropServices;
using Sonde.Bpf.Buffers;
using Sonde.Bpf.Instructions;
using Sonde.Bpf.Maps;
using Sonde.Bpf.Programs;
using Sonde.Linux;
using Sonde.Testing;
using static Sonde.Bpf.Instructions.BpfRegister;

namespace Sonde.Bpf.Tests.Buffers;

public sealed class PerfBufferTests
{
    [Fact]
    public void All_records_come_over_many_turns_of_the_buffer()
    {
        LiveKernel.Require();
        using BpfMap map = Events();
        using BpfProgram program = Writer(map);
        using PerfBuffer buffer = PerfBuffer.Open(map, pages: 1);
        List<long> seen = [];
        for (long i = 0; i < 3000; i++)
        {
            Assert.Equal(0u, program.TestRun(MemoryMarshal.AsBytes<long>([i])));
            if (i % 50 == 49)
                buffer.Consume(record => seen.Add(MemoryMarshal.Read<long>(record)));
        }

        // The test may move between CPUs, whose buffers are read one after the other.
        Assert.Equal(Enumerable.Range(0, 3000).Select(i => (long)i), seen.Order());
        Assert.Equal((3000, 0), (buffer.RecordCount, buffer.LostCount));
    }

    [Fact]
    public void Lost_records_are_counted()
    {
        LiveKernel.Require();
        using BpfMap map = Events();
        using BpfProgram program = Writer(map);
        using PerfBuffer buffer = PerfBuffer.Open(map, pages: 1);
        int sent = 0;
        for (long i = 0; i < 1000; i++, sent++)
            program.TestRun(MemoryMarshal.AsBytes<long>([i]));
        buffer.Consume(_ => { });
        // The kernel tells the loss with the next record that finds room, on each CPU.
        for (int i = 0; i < 100 && buffer.RecordCount + buffer.LostCount < sent; i++, sent++)
        {
            program.TestRun(new byte[8]);
            Thread.Sleep(1);
            buffer.Consume(_ => { });
        }

        Assert.True(buffer.LostCount > 100, $"{buffer.LostCount} lost");
        Assert.Equal(sent, buffer.RecordCount + buffer.LostCount);
    }

    [Fact]
    public void Wait_ends_with_a_record_a_wake_up_or_the_time()
    {
        LiveKernel.Require();
        using BpfMap map = Events();
        using BpfProgram program = Writer(map);
        using PerfBuffer buffer = PerfBuffer.Open(map);
        Assert.False(buffer.Wait(TimeSpan.FromMilliseconds(1)));
        buffer.Wake();
        Assert.False(buffer.Wait(Timeout.InfiniteTimeSpan));
        program.TestRun(new byte[8]);
        Assert.True(buffer.Wait(Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        LiveKernel.Require();
        using BpfMap map = Events();
        using BpfProgram program = Writer(map);
        using PerfBuffer buffer = PerfBuffer.Open(map);
        byte[] context = new byte[8];
        long sum = 0;
        RecordHandler handler = record => sum += record.Length;
        Assert.Equal(0, Allocation.SteadyStateBytes(() =>
        {
            program.TestRun(context);
            buffer.Wait(TimeSpan.FromSeconds(1));
            buffer.Consume(handler);
        }));
        Assert.True(sum > 0);
    }

    [Fact]
    public void Wrong_map_and_pages_are_refused()
    {
        LiveKernel.Require();
        using BpfMap counter = LiveKernel.Counter();
        using BpfMap map = Events();
        Assert.Throws<ArgumentException>(() => PerfBuffer.Open(counter));
        Assert.Throws<ArgumentException>(() => PerfBuffer.Open(map, pages: 3));
    }

    private static BpfMap Events() => BpfMap.Create(new BpfMapDefinition
    {
        Type = BpfMapType.PerfEventArray,
        KeySize = 4,
        ValueSize = 4,
        MaximumEntries = ProcessorList.PossibleCount,
        Name = "test_events",
    });

    private static BpfProgram Writer(BpfMap events)
    {
        Assembler assembler = new();
        assembler.Emit(BpfInstruction.Load(MemorySize.DoubleWord, R6, R1, 0));
        assembler.Emit(BpfInstruction.Store(MemorySize.DoubleWord, FramePointer, -8, R6));
        assembler.LoadMap(R2, 0);
        assembler.LoadConstant(R3, 0xffff_ffff);
        assembler.Emit(BpfInstruction.Move(R4, FramePointer));
        assembler.Emit(BpfInstruction.Arithmetic(BpfOperator.Add, R4, -8));
        assembler.LoadConstant(R5, 8);
        assembler.Call(BpfHelper.PerfEventOutput);
        assembler.Emit(BpfInstruction.Exit());
        return BpfProgram.Load(LiveKernel.Definition(BpfProgramType.RawTracepoint, assembler, events));
    }
}

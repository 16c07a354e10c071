using System.Text;
using Sonde.Bpf.Instructions;
using Sonde.Bpf.Links;
using Sonde.Bpf.Programs;
using static Sonde.Bpf.Instructions.BpfRegister;

namespace Sonde.Bpf.Tests.Links;

public sealed class IteratorTests
{
    [Fact]
    public void Iterator_over_tasks_prints_one_record_for_each()
    {
        LiveKernel.Require();
        // The context: struct bpf_iter_meta *meta, whose first member is the seq_file, and the task, null at the end.
        Assembler assembler = new();
        BpfLabel end = assembler.NewLabel();
        assembler.Emit(BpfInstruction.Load(MemorySize.DoubleWord, R2, R1, 0));
        assembler.Emit(BpfInstruction.Load(MemorySize.DoubleWord, R3, R1, 8));
        assembler.JumpIf(BpfComparison.Equal, R3, 0, end);
        assembler.Emit(BpfInstruction.Load(MemorySize.DoubleWord, R1, R2, 0));
        assembler.LoadConstant(R2, '.');
        assembler.Emit(BpfInstruction.Store(MemorySize.Byte, FramePointer, -1, R2));
        assembler.Emit(BpfInstruction.Move(R2, FramePointer));
        assembler.Emit(BpfInstruction.Arithmetic(BpfOperator.Add, R2, -1));
        assembler.LoadConstant(R3, 1);
        assembler.Call(BpfHelper.SeqWrite);
        assembler.Mark(end);
        assembler.LoadConstant(R0, 0);
        assembler.Emit(BpfInstruction.Exit());
        using BpfProgram program = BpfProgram.Load(LiveKernel.Definition(BpfProgramType.Tracing, assembler) with
        {
            ExpectedAttachType = BpfAttachType.TraceIterator,
            AttachBtfId = LiveKernel.FunctionId("bpf_iter_task"),
        });
        using BpfLink link = Iterators.Attach(program);
        string text = Encoding.ASCII.GetString(Iterators.Read(link));
        Assert.Matches(@"^\.+$", text);
        int threads = Directory.GetDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)).Sum(Threads);
        Assert.InRange(text.Length, threads - 50, threads + 50);
    }

    private static int Threads(string process)
    {
        try
        {
            return Directory.GetDirectories(process + "/task").Length;
        }
        catch (DirectoryNotFoundException)
        {
            return 0;
        }
    }
}

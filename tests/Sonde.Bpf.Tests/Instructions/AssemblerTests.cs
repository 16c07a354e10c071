using Sonde.Bpf.Instructions;
using static Sonde.Bpf.Instructions.BpfRegister;

namespace Sonde.Bpf.Tests.Instructions;

public sealed class AssemblerTests
{
    [Fact]
    public void Jumps_reach_labels_before_and_behind()
    {
        Assembler assembler = new();
        BpfLabel start = assembler.NewLabel();
        BpfLabel end = assembler.NewLabel();
        assembler.Mark(start);
        assembler.LoadConstant(R0, 0x1_0000_0000);
        assembler.JumpIf(BpfComparison.Equal, R0, 0, end);
        assembler.Jump(start);
        assembler.Mark(end);
        assembler.Emit(BpfInstruction.Exit());
        Assert.Equal(
            ["   0: (18) r0 = 0x100000000", "   2: (15) if r0 == 0x0 goto pc+1", "   3: (05) goto pc-4", "   4: (95) exit"],
            Disassembler.Lines([.. assembler.Assemble().Instructions]));
    }

    [Fact]
    public void Constants_take_the_shortest_form()
    {
        Assembler assembler = new();
        assembler.LoadConstant(R1, -1);
        assembler.LoadConstant(R1, 0xffff_ffff);
        assembler.LoadConstant(R1, 0x8000_0000);
        assembler.LoadConstant(R1, long.MinValue);
        Assert.Equal(
            ["   0: (b7) r1 = -1", "   1: (b4) w1 = -1", "   2: (b4) w1 = -2147483648", "   3: (18) r1 = 0x8000000000000000"],
            Disassembler.Lines([.. assembler.Assemble().Instructions]));
    }

    [Fact]
    public void Functions_are_called_and_their_addresses_taken_by_label()
    {
        Assembler assembler = new();
        BpfLabel function = assembler.NewLabel();
        assembler.LoadFunction(R2, function);
        assembler.CallLocal(function);
        assembler.Emit(BpfInstruction.Exit());
        assembler.Mark(function);
        assembler.Emit(BpfInstruction.Move(R0, 0));
        assembler.Emit(BpfInstruction.Exit());
        AssembledProgram program = assembler.Assemble();
        Assert.Equal(4, program.PlaceOf(function));
        Assert.Equal(["   0: (18) r2 = subprog[+3]", "   2: (85) call pc+1", "   3: (95) exit"], Disassembler.Lines([.. program.Instructions]).Take(3));
    }

    [Fact]
    public void Maps_get_their_descriptors_when_linked()
    {
        Assembler assembler = new();
        assembler.LoadMap(R1, 1);
        assembler.LoadMapValue(R2, 0, 16);
        AssembledProgram program = assembler.Assemble();
        Assert.Equal([new MapReference(0, 1), new MapReference(2, 0)], program.Maps.ToArray());
        Assert.Equal(["   0: (18) r1 = map[id:11]", "   2: (18) r2 = map[id:10][0]+16"], Disassembler.Lines(program.Link(map => map + 10)));
    }

    [Fact]
    public void Each_instruction_remembers_its_source()
    {
        Assembler assembler = new();
        assembler.Emit(BpfInstruction.Move(R0, 0));
        assembler.Source = 17;
        assembler.LoadConstant(R0, long.MaxValue);
        Assert.Equal([-1, 17, 17], assembler.Assemble().Sources.ToArray());
    }

    [Fact]
    public void Far_jump_becomes_long_and_far_condition_is_refused()
    {
        Assert.Equal("gotol pc+40000", Far(assembler => assembler.Jump).Instructions[0].ToString()["(06) ".Length..]);
        Assert.Throws<AssemblerException>(() => Far(assembler => label => assembler.JumpIf(BpfComparison.Equal, R0, 0, label)));
    }

    [Fact]
    public void Label_without_a_place_is_refused()
    {
        Assembler assembler = new();
        assembler.Jump(assembler.NewLabel());
        Assert.Throws<AssemblerException>(() => assembler.Assemble());
    }

    [Fact]
    public void Label_marked_twice_is_refused()
    {
        Assembler assembler = new();
        BpfLabel label = assembler.NewLabel();
        assembler.Mark(label);
        Assert.Throws<InvalidOperationException>(() => assembler.Mark(label));
    }

    private static AssembledProgram Far(Func<Assembler, Action<BpfLabel>> jump)
    {
        Assembler assembler = new();
        BpfLabel far = assembler.NewLabel();
        jump(assembler)(far);
        for (int i = 0; i < 40_000; i++)
            assembler.Emit(BpfInstruction.Move(R0, 0));
        assembler.Mark(far);
        assembler.Emit(BpfInstruction.Exit());
        return assembler.Assemble();
    }
}

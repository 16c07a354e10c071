using Sonde.Tracing.Intermediate;
using static Sonde.Tracing.Emit.MachineInstruction;

namespace Sonde.Tracing.Emit;

/// <summary>The first step: the intermediate form, instruction by instruction, in the shape that the passes work on.</summary>
internal static class Translation
{
    public static MachineFunction Translate(IntermediateFunction source, EmitOptions options)
    {
        MachineFunction function = new(source, options);
        foreach (BasicBlock _ in source.Blocks)
            function.Blocks.Add(new MachineBlock());
        MachineArgument[] parameters = new MachineArgument[source.ParameterCount];
        for (int index = 0; index < parameters.Length; index++)
            parameters[index] = new MachineArgument(function.NewRegister());
        function.Blocks[0].Instructions.Add(new MachineInstruction { Operation = MachineOperation.Entry, Arguments = parameters });
        foreach (BasicBlock block in source.Blocks)
        {
            List<MachineInstruction> instructions = function.Blocks[block.Index].Instructions;
            foreach (Instruction instruction in block.Instructions)
            {
                MachineInstruction translated = Translate(instruction, parameters);
                translated.Span = instruction.Span;
                instructions.Add(translated);
            }

            instructions.Add(Translate(block.Terminator!, function.Blocks));
        }

        return function;
    }

    private static MachineInstruction Translate(Instruction instruction, MachineArgument[] parameters) => instruction switch
    {
        Constant constant => new() { Operation = MachineOperation.Constant, Destination = constant.Destination.Number, Immediate = constant.Value },
        Move move => Unary(MachineOperation.Copy, move.Destination, move.Source),
        Operation operation => With(new() { Operation = MachineOperation.Arithmetic, Arithmetic = operation.Operator, Destination = operation.Destination.Number, Left = operation.Left.Number }, operation.Right),
        Negate negate => Unary(MachineOperation.Negate, negate.Destination, negate.Source),
        SignExtend extend => Unary(MachineOperation.SignExtend, extend.Destination, extend.Source, extend.Bits),
        ZeroExtend extend => Unary(MachineOperation.ZeroExtend, extend.Destination, extend.Source, extend.Bits),
        ByteSwap swap => Unary(MachineOperation.SwapBytes, swap.Destination, swap.Source, swap.Bits),
        Load load => new() { Operation = MachineOperation.Load, Destination = load.Destination.Number, Left = load.Base.Number, Offset = load.Offset, Size = load.Size, IsSigned = load.IsSigned && load.Size < 8 },
        Store store => With(new() { Operation = MachineOperation.Store, Left = store.Base.Number, Offset = store.Offset, Size = store.Size }, store.Value),
        AtomicAdd add => With(new() { Operation = MachineOperation.AtomicAdd, Left = add.Base.Number, Offset = add.Offset, Size = add.Size }, add.Source),
        SlotAddress address => new() { Operation = MachineOperation.FrameAddress, Destination = address.Destination.Number, Slot = address.Slot.Index, Offset = address.Offset },
        Parameter parameter => new() { Operation = MachineOperation.Copy, Destination = parameter.Destination.Number, Left = parameters[parameter.Index].Register },
        MapHandle map => new() { Operation = MachineOperation.Map, Destination = map.Destination.Number, Number = map.MapId },
        MapValueAddress map => new() { Operation = MachineOperation.MapValue, Destination = map.Destination.Number, Number = map.MapId, Offset = map.Offset },
        FunctionAddress address => new() { Operation = MachineOperation.Function, Destination = address.Destination.Number, Function = address.Function },
        CallHelper call => Call(MachineOperation.CallHelper, call.Destination, (int)call.Helper, null, call.Arguments),
        CallKernelFunction call => Call(MachineOperation.CallKernelFunction, call.Destination, call.BtfId, null, call.Arguments),
        CallFunction call => Call(MachineOperation.CallFunction, call.Destination, 0, call.Function, call.Arguments),
        _ => throw new ArgumentException($"no BPF is known for {instruction}", nameof(instruction)),
    };

    private static MachineInstruction Translate(Terminator terminator, List<MachineBlock> blocks)
    {
        MachineInstruction translated = terminator switch
        {
            Jump jump => new() { Operation = MachineOperation.Jump, WhenTrue = blocks[jump.Target.Index] },
            Branch branch => With(new() { Operation = MachineOperation.Branch, Comparison = branch.Comparison, Left = branch.Left.Number, WhenTrue = blocks[branch.WhenTrue.Index], WhenFalse = blocks[branch.WhenFalse.Index] }, branch.Right),
            Return leave => With(new() { Operation = MachineOperation.Return }, leave.Value),
            _ => throw new ArgumentException($"no BPF is known for {terminator}", nameof(terminator)),
        };
        translated.Span = terminator.Span;
        return translated;
    }

    private static MachineInstruction Unary(MachineOperation operation, Register destination, Register source, int bits = 0) =>
        new() { Operation = operation, Destination = destination.Number, Left = source.Number, Size = bits };

    private static MachineInstruction With(MachineInstruction instruction, Operand right)
    {
        instruction.Right = right.IsRegister ? right.Register.Number : None;
        instruction.Immediate = right.Immediate;
        return instruction;
    }

    private static MachineInstruction Call(MachineOperation operation, Register? destination, int number, IntermediateFunction? function, IReadOnlyList<Operand> operands)
    {
        MachineArgument[] arguments = new MachineArgument[operands.Count];
        for (int index = 0; index < arguments.Length; index++)
        {
            Operand operand = operands[index];
            arguments[index] = operand.IsRegister
                ? new MachineArgument(operand.Register.Number)
                : new MachineArgument(new MachineInstruction { Operation = MachineOperation.Constant, Immediate = operand.Immediate });
        }

        return new() { Operation = operation, Destination = destination?.Number ?? None, Number = number, Function = function, Arguments = arguments };
    }
}

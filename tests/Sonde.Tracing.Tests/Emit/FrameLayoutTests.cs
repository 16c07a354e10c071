using Sonde.Bpf.Instructions;
using Sonde.Tracing.Emit;
using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Tests.Emit;

public sealed class FrameLayoutTests
{
    [Fact]
    public void Frame_that_is_too_large_names_its_largest_objects()
    {
        IntermediateBuilder builder = new("probe");
        Use(builder, builder.NewSlot(400), builder.NewSlot(16), builder.NewSlot(120));
        EmitException refusal = Assert.Throws<EmitException>(() => ProgramEmitter.Emit(builder.Build(), EmitOptions.Portable));
        Assert.Equal("probe needs 536 bytes of stack, and BPF has 512: spilled values 0, the largest objects are slot0 400, slot2 120, slot1 16", refusal.Message);
    }

    [Fact]
    public void Objects_of_different_times_share_their_bytes()
    {
        IntermediateBuilder builder = new("probe");
        for (int index = 0; index < 4; index++)
        {
            Slot slot = builder.NewSlot(256);
            builder.EmitStore(slot, 0, 8, index);
            builder.EmitCallWithoutResult(BpfHelper.TracePrintk, builder.EmitSlotAddress(slot), 8);
        }

        builder.EmitReturn(0);
        Assert.Equal(256, ProgramEmitter.Emit(builder.Build(), EmitOptions.Portable).Functions[0].StackBytes);
    }

    [Fact]
    public void Object_whose_address_is_kept_shares_with_none()
    {
        IntermediateBuilder builder = new("probe");
        Slot kept = builder.NewSlot(64);
        Slot pointer = builder.NewSlot(8);
        builder.EmitStore(kept, 0, 8, 1);
        builder.EmitStore(pointer, 0, 8, builder.EmitSlotAddress(kept));
        Slot other = builder.NewSlot(64);
        builder.EmitStore(other, 0, 8, 1);
        builder.EmitReturn(builder.EmitLoad(builder.EmitLoad(pointer, 0, 8), 0, 8));
        Assert.Equal(136, ProgramEmitter.Emit(builder.Build(), EmitOptions.Portable).Functions[0].StackBytes);
    }

    [Fact]
    public void Stack_of_a_chain_of_calls_is_counted_together()
    {
        IntermediateBuilder callback = new("callback", FunctionKind.Callback, 2);
        Use(callback, callback.NewSlot(256));
        IntermediateBuilder builder = new("probe");
        Slot slot = builder.NewSlot(288);
        builder.EmitStore(slot, 0, 8, 0);
        builder.EmitCallWithoutResult(BpfHelper.Loop, 3, builder.EmitFunctionAddress(callback.Build()), builder.EmitSlotAddress(slot), 0);
        builder.EmitReturn(0);
        EmitException refusal = Assert.Throws<EmitException>(() => ProgramEmitter.Emit(builder.Build(), EmitOptions.Portable));
        Assert.Equal("probe needs 544 bytes of stack with what it calls, and BPF has 512: probe 288, callback 256", refusal.Message);
    }

    // All at once: each is written before any is read.
    private static void Use(IntermediateBuilder builder, params Slot[] slots)
    {
        foreach (Slot slot in slots)
            builder.EmitStore(slot, 0, 8, 1);
        foreach (Slot slot in slots)
            builder.EmitCallWithoutResult(BpfHelper.TracePrintk, builder.EmitSlotAddress(slot), 8);
        builder.EmitReturn(0);
    }
}

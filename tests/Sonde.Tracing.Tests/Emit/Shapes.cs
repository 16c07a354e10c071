using Sonde.Bpf.Instructions;
using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Tests.Emit;

/// <summary>Functions as the lowering of usual scripts makes them.</summary>
internal static class Shapes
{
    /// <summary>/pid == 1234/ { @[tid]++ }.</summary>
    public static IntermediateFunction FilterAndCount()
    {
        IntermediateBuilder builder = new("count");
        Slot key = builder.NewSlot(8);
        Slot one = builder.NewSlot(8);
        BasicBlock body = builder.NewBlock("body");
        BasicBlock found = builder.NewBlock("found");
        BasicBlock missing = builder.NewBlock("missing");
        BasicBlock done = builder.NewBlock("done");
        Register both = builder.EmitCall(BpfHelper.GetCurrentPidTgid);
        Register pid = builder.EmitOperation(ArithmeticOperator.ShiftRight, both, 32);
        builder.EmitBranch(Comparison.Equal, pid, 1234, body, done);

        builder.CurrentBlock = body;
        Register again = builder.EmitCall(BpfHelper.GetCurrentPidTgid);
        Register tid = builder.EmitZeroExtend(again, 32);
        builder.EmitStore(key, 0, 8, tid);
        Register value = builder.EmitCall(BpfHelper.MapLookupElem, builder.EmitMapHandle(1), builder.EmitSlotAddress(key));
        builder.EmitBranch(Comparison.NotEqual, value, 0, found, missing);

        builder.CurrentBlock = found;
        Register old = builder.EmitLoad(value, 0, 8);
        builder.EmitStore(value, 0, 8, builder.EmitOperation(ArithmeticOperator.Add, old, 1));
        builder.EmitJump(done);

        builder.CurrentBlock = missing;
        builder.EmitStore(one, 0, 8, 1);
        builder.EmitCallWithoutResult(BpfHelper.MapUpdateElem, builder.EmitMapHandle(1), builder.EmitSlotAddress(key), builder.EmitSlotAddress(one), 0);
        builder.EmitJump(done);

        builder.CurrentBlock = done;
        builder.EmitReturn(0);
        return builder.Build();
    }
}

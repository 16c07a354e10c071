using Sonde.Bpf.Instructions;
using static Sonde.Bpf.Instructions.BpfInstruction;
using static Sonde.Bpf.Instructions.BpfRegister;

namespace Sonde.Bpf.Tests.Programs;

/// <summary>Programs that every verifier rejects, with words of the explanation.</summary>
internal static class FaultyPrograms
{
    public static readonly IReadOnlyDictionary<string, (BpfInstruction[] Instructions, string Words)> All = new Dictionary<string, (BpfInstruction[], string)>
    {
        ["uninitialised register"] = ([Move(R0, R5), Exit()], "before anything was put into it"),
        ["unset result"] = ([Exit()], "before anything was put into it"),
        ["stack too deep"] = ([Store(MemorySize.DoubleWord, FramePointer, -520, 0), Move(R0, 0), Exit()], "512 bytes of stack"),
        ["context out of range"] = ([Load(MemorySize.DoubleWord, R0, R1, 4000), Exit()], "context has no field"),
        ["no exit"] = ([Move(R0, 0)], "beyond its last instruction"),
        ["jump out of range"] = ([Move(R0, 0), Jump(10), Exit()], "leaves the program"),
        ["unreachable"] = ([Move(R0, 0), Exit(), Move(R0, 1), Exit()], "never be reached"),
        ["endless loop"] = ([Move(R0, 0), JumpIf(BpfComparison.NotEqual, R0, 1, -1), Exit()], "never ends"),
        ["unknown helper"] = ([Call((BpfHelper)9999), Exit()], "does not have the helper"),
        ["helper of others"] = ([Move(R1, R1), Call(BpfHelper.OverrideReturn), Exit()], "helper"),
        ["division by zero"] = ([Move(R0, 1), Arithmetic(BpfOperator.Divide, R0, 0), Exit()], "constant zero"),
        ["frame pointer changed"] = ([Move(FramePointer, 1), Exit()], "r10 cannot be changed"),
        ["pointers added"] = ([Move(R2, R1), Arithmetic(BpfOperator.Add, R2, R1), Move(R0, 0), Exit()], "pointer"),
        ["number as map"] = ([Move(R1, 5), Move(R2, FramePointer), Call(BpfHelper.MapLookupElem), Exit()], "another kind"),
        ["unknown opcode"] = ([new BpfInstruction(0xff, R0, 0, 0, 0), Exit()], "not know"),
    };
}

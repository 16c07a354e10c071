using Sonde.Bpf.Instructions;
using Sonde.Tracing.Emit;
using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Tests.Emit;

/// <summary>What the emitter made of a function, as text.</summary>
internal static class Listing
{
    /// <summary>The instructions, one a line, without numbers and opcodes.</summary>
    public static string Of(IntermediateBuilder builder, EmitOptions? options = null) => Of(builder.Build(), options);

    public static string Of(IntermediateFunction function, EmitOptions? options = null)
    {
        EmittedProgram program = ProgramEmitter.Emit(function, options ?? EmitOptions.Version4);
        DisassemblerNames names = new()
        {
            Call = instruction => instruction.IsCall(CallTarget.Helper) ? BpfHelperNames.NameOf((BpfHelper)instruction.Immediate) : null,
        };
        return string.Join('\n', Disassembler.Lines(program.Code.Instructions.ToArray(), names).Select(line => line[(line.IndexOf(')') + 2)..]));
    }
}

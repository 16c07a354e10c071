using Sonde.Bpf.Programs;

namespace Sonde.Bpf.Tests.Programs;

public sealed class VerifierReportTests
{
    [Fact]
    public void Log_of_linux_6_is_read()
    {
        VerifierReport report = VerifierReport.Parse(
            """
            0: R1=ctx() R10=fp0
            ; @x = *$p; @ script.bt:3
            0: (b7) r1 = 5                        ; R1_w=5
            1: (79) r0 = *(u64 *)(r1 +0)
            R1 invalid mem access 'scalar'
            processed 2 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0

            """);
        Assert.Equal(("R1 invalid mem access 'scalar'", 1, "r0 = *(u64 *)(r1 +0)", "@x = *$p;"), (report.Reason, report.Instruction, report.InstructionText, report.SourceLine));
        Assert.Equal(
            "the verifier rejects it at \"@x = *$p;\", instruction 1 (r0 = *(u64 *)(r1 +0)): a number is used as a pointer; memory at such an address is read with probe_read (R1 invalid mem access 'scalar')",
            report.ToString());
    }

    [Fact]
    public void Log_of_linux_5_is_read()
    {
        VerifierReport report = VerifierReport.Parse("0: (79) r2 = *(u64 *)(r1 +0)\n R1=ctx(id=0,off=0,imm=0) R10=fp0\n1: (79) r0 = *(u64 *)(r2 +8)\nR2 invalid mem access 'inv'\n");
        Assert.Equal(("R2 invalid mem access 'inv'", 1, null), (report.Reason, report.Instruction, report.SourceLine));
    }

    [Fact]
    public void Reason_without_an_instruction_stands_alone()
    {
        VerifierReport report = VerifierReport.Parse("unreachable insn 3\nprocessed 0 insns (limit 1000000)\n");
        Assert.Equal("the verifier rejects it: some instructions can never be reached (unreachable insn 3)", report.ToString());
    }

    [Fact]
    public void Unknown_reason_is_quoted_and_no_reason_is_said()
    {
        Assert.Equal("the verifier rejects it: something new", VerifierReport.Parse("something new\n").ToString());
        Assert.Equal("the verifier rejects it: it gives no reason", VerifierReport.Parse("").ToString());
    }

    [Fact]
    public void Log_cut_off_anywhere_is_read()
    {
        const string Log = "func#0 @0\n0: R1=ctx() R10=fp0\n; a = b; @ f:1\n0: (b7) r1 = 5 ; R1_w=5\nfrom 2 to 4: R0=0\nR1 invalid mem access 'scalar'\nprocessed 2 insns\n";
        for (int length = 0; length <= Log.Length; length++)
            Assert.NotEmpty(VerifierReport.Parse(Log[..length]).ToString());
    }
}

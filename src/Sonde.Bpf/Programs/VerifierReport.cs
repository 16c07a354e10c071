using System.Text;

namespace Sonde.Bpf.Programs;

/// <summary>What the verifier's log says in the end. Source: kernel/bpf/verifier.c, whose messages are no interface: what is not recognised is quoted.</summary>
/// <param name="Reason">The verifier's own last words, such as "R1 invalid mem access 'scalar'".</param>
/// <param name="Explanation">The same in plain words; null where it is not known.</param>
/// <param name="Instruction">Index of the instruction that it stopped at; -1 where the log names none.</param>
/// <param name="InstructionText">That instruction, such as "r0 = *(u64 *)(r1 +0)".</param>
/// <param name="SourceLine">The source line that the instruction belongs to; null without line information.</param>
public sealed record VerifierReport(string Reason, string? Explanation, int Instruction, string InstructionText, string? SourceLine)
{
    /// <summary>Reads a log of level 1 or 2.</summary>
    public static VerifierReport Parse(string log)
    {
        string reason = "";
        string text = "";
        string? source = null;
        int instruction = -1;
        foreach (string raw in log.Split('\n'))
        {
            string line = raw.Trim();
            if (line.Length == 0 || IsStatistics(line))
                continue;
            if (line.StartsWith("; ", StringComparison.Ordinal))
                source = WithoutPlace(line[2..]);
            else if (TryInstruction(line, out int index, out string body))
                (instruction, text, reason) = (index, body, "");
            else if (!IsState(line))
                reason = reason.Length == 0 || IsDetail(line) ? line : $"{reason}; {line}";
        }

        return new VerifierReport(reason, VerifierWords.Explain(reason), instruction, text, source);
    }

    /// <summary>The report as one paragraph.</summary>
    public override string ToString()
    {
        StringBuilder text = new("the verifier rejects it");
        if (SourceLine is not null)
            text.Append(" at \"").Append(SourceLine).Append('"');
        if (Instruction >= 0)
            text.Append(SourceLine is null ? " at instruction " : ", instruction ").Append(Instruction).Append(" (").Append(InstructionText).Append(')');
        text.Append(": ");
        if (Explanation is not null)
            return text.Append(Explanation).Append(" (").Append(Reason).Append(')').ToString();
        return text.Append(Reason.Length > 0 ? Reason : "it gives no reason").ToString();
    }

    private static bool IsStatistics(string line) =>
        line.StartsWith("processed ", StringComparison.Ordinal) || line.StartsWith("verification time ", StringComparison.Ordinal)
        || line.StartsWith("stack depth ", StringComparison.Ordinal) || line.StartsWith("mark_precise:", StringComparison.Ordinal)
        || line.StartsWith("insns processed ", StringComparison.Ordinal);

    // "12: (79) r1 = *(u64 *)(r1 +0)  ; R1_w=scalar()"
    private static bool TryInstruction(string line, out int index, out string text)
    {
        text = "";
        int colon = line.IndexOf(": (", StringComparison.Ordinal);
        if (colon <= 0 || !int.TryParse(line.AsSpan(0, colon), out index))
        {
            index = -1;
            return false;
        }

        int end = line.IndexOf(')', colon);
        int comment = line.IndexOf("; ", StringComparison.Ordinal);
        if (end < 0)
            return false;
        text = (comment > end ? line[(end + 1)..comment] : line[(end + 1)..]).Trim();
        return true;
    }

    // "0: R1=ctx() R10=fp0", "from 5 to 7: ...", "R0=inv ...", "5: safe", "func#0 @0", "caller:", "callee:", "frame1: ...".
    private static bool IsState(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        bool isNumbered = colon > 0 && int.TryParse(line.AsSpan(0, colon), out _);
        return isNumbered || line.StartsWith("from ", StringComparison.Ordinal) || line.StartsWith("func#", StringComparison.Ordinal)
            || line.StartsWith("caller:", StringComparison.Ordinal) || line.StartsWith("callee:", StringComparison.Ordinal)
            || line.StartsWith("returning from callee:", StringComparison.Ordinal) || line.StartsWith("to caller at ", StringComparison.Ordinal)
            || (line.StartsWith("frame", StringComparison.Ordinal) && line.Length > 5 && char.IsAsciiDigit(line[5])) || IsRegisters(line)
            || line.StartsWith("last_idx ", StringComparison.Ordinal) || line.StartsWith("regs=", StringComparison.Ordinal)
            || line.StartsWith("parent ", StringComparison.Ordinal);
    }

    // "R0=map_value(...) R1_w=scalar()", but not "R0 invalid mem access".
    private static bool IsRegisters(string line)
    {
        int word = line.IndexOf(' ', StringComparison.Ordinal);
        return line[0] == 'R' && line.AsSpan(0, word < 0 ? line.Length : word).Contains('=');
    }

    private static bool IsDetail(string line) => line.StartsWith("BPF program is too large", StringComparison.Ordinal);

    // Since Linux 6.8: "; x = 1; @ file.bt:3".
    private static string WithoutPlace(string line)
    {
        int place = line.LastIndexOf(" @ ", StringComparison.Ordinal);
        return (place > 0 ? line[..place] : line).Trim();
    }
}

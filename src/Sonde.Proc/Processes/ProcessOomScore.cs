namespace Sonde.Proc.Processes;

/// <summary>How likely the OOM killer is to choose a process. Source: proc_pid_oom_score(5), proc_pid_oom_score_adj(5).</summary>
/// <param name="Score">The kernel's score, 0..2000: memory use in thousandths of what is available, adjusted; the highest is killed first.</param>
/// <param name="Adjustment">What somebody added: -1000 (never kill) .. 1000 (kill first); 0 usually.</param>
public readonly record struct ProcessOomScore(int Score, int Adjustment)
{
    /// <summary>Reads the score of process <paramref name="pid"/>.</summary>
    /// <param name="root">Where /proc is.</param>
    /// <param name="pid">The process.</param>
    /// <param name="reason">Why the result is null.</param>
    public static ProcessOomScore? Read(LinuxRoot root, int pid, out Unavailability? reason)
    {
        string path = $"/proc/{pid}/oom_score";
        if (root.ReadText(path, out reason) is not { } score || root.ReadText($"{path}_adj", out reason) is not { } adjustment)
            return null;
        if (int.TryParse(score, out int value) && int.TryParse(adjustment, out int added))
            return new ProcessOomScore(value, added);
        reason = new Unavailability(path, "it is not a number", "");
        return null;
    }
}

namespace Sonde.Proc.Processes;

/// <summary>
/// The values of /proc/PID/stat or /proc/PID/task/TID/stat. The file has no names: fields are counted from the last parenthesis, because the
/// command may contain blanks and parentheses. Times are USER_HZ ticks of 10 ms. Source: proc(5), fs/proc/array.c (do_task_stat).
/// </summary>
public struct ProcessStat
{
    private const int LastField = 44;
    private const uint KernelThreadFlag = 0x00200000;
    private CommandName? _command;

    /// <summary>The process id, or the thread id for a thread's file.</summary>
    public int Pid { get; private set; }

    /// <summary>
    /// The command name, raw but for the kernel's own escapes of newline and backslash: up to 15 bytes for programs, 63 for kernel workers.
    /// </summary>
    public readonly string Comm => _command?.Text ?? "";

    /// <summary>The command name's bytes.</summary>
    public readonly ReadOnlySpan<byte> CommBytes => _command is null ? default : _command.Bytes;

    /// <summary>R running, S sleeping, D uninterruptible, Z zombie, T stopped, t traced, I idle kernel thread, X dead.</summary>
    public char State { get; private set; }

    /// <summary>The parent's process id; 0 for init and kernel thread parents.</summary>
    public int ParentPid { get; private set; }

    /// <summary>The process group.</summary>
    public int ProcessGroup { get; private set; }

    /// <summary>The session.</summary>
    public int Session { get; private set; }

    /// <summary>The controlling terminal as a device number; 0 for none.</summary>
    public int TerminalDevice { get; private set; }

    /// <summary>PF_* flags, include/linux/sched.h.</summary>
    public uint Flags { get; private set; }

    /// <summary>True for threads of the kernel (PF_KTHREAD), which have no memory, files or command line of their own.</summary>
    public readonly bool IsKernelThread => (Flags & KernelThreadFlag) != 0;

    /// <summary>Page faults served without disk, since the start.</summary>
    public ulong MinorFaults { get; private set; }

    /// <summary>Minor faults of children that were waited for.</summary>
    public ulong ChildMinorFaults { get; private set; }

    /// <summary>Page faults that read from disk or swap, since the start.</summary>
    public ulong MajorFaults { get; private set; }

    /// <summary>Major faults of children that were waited for.</summary>
    public ulong ChildMajorFaults { get; private set; }

    /// <summary>CPU time in user mode, guest time included, in ticks.</summary>
    public ulong UserTicks { get; private set; }

    /// <summary>CPU time in the kernel, in ticks.</summary>
    public ulong SystemTicks { get; private set; }

    /// <summary>User time of children that were waited for, in ticks.</summary>
    public ulong ChildUserTicks { get; private set; }

    /// <summary>Kernel time of children that were waited for, in ticks.</summary>
    public ulong ChildSystemTicks { get; private set; }

    /// <summary>User and kernel time together, in ticks.</summary>
    public readonly ulong CpuTicks => UserTicks + SystemTicks;

    /// <summary>The scheduler's priority: 0..39 for ordinary tasks (20 + nice), -2..-100 for real-time ones, -101 for deadline tasks.</summary>
    public int Priority { get; private set; }

    /// <summary>The nice value, -20..19.</summary>
    public int Nice { get; private set; }

    /// <summary>Threads of the process.</summary>
    public int ThreadCount { get; private set; }

    /// <summary>The start, in ticks since boot; with <see cref="Pid"/> the identity.</summary>
    public ulong StartTimeTicks { get; private set; }

    /// <summary>The identity of the process or thread.</summary>
    public readonly ProcessIdentity Identity => new(Pid, StartTimeTicks);

    /// <summary>Address space, in bytes.</summary>
    public ulong VirtualSizeBytes { get; private set; }

    /// <summary>Resident memory in pages, as the kernel's quick counters have it (may lag by some dozen pages a thread).</summary>
    public ulong ResidentPages { get; private set; }

    /// <summary>The CPU it last ran on.</summary>
    public int Processor { get; private set; }

    /// <summary>Real-time priority 1..99; 0 for others.</summary>
    public int RealTimePriority { get; private set; }

    /// <summary>SCHED_*: 0 other, 1 FIFO, 2 round robin, 3 batch, 5 idle, 6 deadline, 7 ext.</summary>
    public int Policy { get; private set; }

    /// <summary>Time waited for block I/O, in ticks; always 0 unless kernel.task_delayacct is 1.</summary>
    public ulong BlockIoDelayTicks { get; private set; }

    /// <summary>Time running a virtual CPU, in ticks; contained in <see cref="UserTicks"/>.</summary>
    public ulong GuestTicks { get; private set; }

    /// <summary>Guest time of children that were waited for, in ticks.</summary>
    public ulong ChildGuestTicks { get; private set; }

    /// <summary>
    /// Replaces the values by those of <paramref name="text"/>; leaves them alone and returns false where the text is not a whole stat line.
    /// Allocates nothing where the command is the one that <paramref name="stat"/> already has.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, ref ProcessStat stat)
    {
        int open = text.IndexOf((byte)'(');
        int close = text.LastIndexOf((byte)')');
        if (open < 2 || close < open || close + 4 > text.Length || text[open - 1] != ' ' || text[close + 1] != ' ' || text[close + 3] != ' ')
            return false;
        if (!TextScanner.TryParseUInt64(text[..(open - 1)], out ulong pid) || pid > int.MaxValue)
            return false;
        Span<long> field = stackalloc long[LastField + 1];
        if (!TryReadFields(text[(close + 4)..], field[4..]))
            return false;
        stat._command = CommandName.Of(text[(open + 1)..close], stat._command);
        stat.Pid = (int)pid;
        stat.State = (char)text[close + 2];
        stat.Assign(field);
        return true;
    }

    // The indices are the field numbers of proc(5).
    private void Assign(ReadOnlySpan<long> field)
    {
        ParentPid = (int)field[4];
        ProcessGroup = (int)field[5];
        Session = (int)field[6];
        TerminalDevice = (int)field[7];
        Flags = (uint)field[9];
        MinorFaults = (ulong)field[10];
        ChildMinorFaults = (ulong)field[11];
        MajorFaults = (ulong)field[12];
        ChildMajorFaults = (ulong)field[13];
        UserTicks = (ulong)field[14];
        SystemTicks = (ulong)field[15];
        ChildUserTicks = (ulong)Math.Max(0, field[16]);
        ChildSystemTicks = (ulong)Math.Max(0, field[17]);
        Priority = (int)field[18];
        Nice = (int)field[19];
        ThreadCount = (int)field[20];
        StartTimeTicks = (ulong)field[22];
        VirtualSizeBytes = (ulong)field[23];
        ResidentPages = (ulong)Math.Max(0, field[24]);
        Processor = (int)field[39];
        RealTimePriority = (int)field[40];
        Policy = (int)field[41];
        BlockIoDelayTicks = (ulong)field[42];
        GuestTicks = (ulong)field[43];
        ChildGuestTicks = (ulong)Math.Max(0, field[44]);
    }

    // Numbers separated by single blanks; the text must go on after the last one, so that a number cut short is never taken for a whole one.
    private static bool TryReadFields(ReadOnlySpan<byte> text, Span<long> fields)
    {
        int position = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            bool negative = position < text.Length && text[position] == '-';
            if (negative)
                position++;
            int start = position;
            ulong value = 0;
            for (; position < text.Length && (uint)(text[position] - '0') <= 9; position++)
                value = (value * 10) + (ulong)(text[position] - '0');
            if (position == start || position - start > 20 || position >= text.Length || text[position] is not ((byte)' ' or (byte)'\n'))
                return false;
            fields[i] = negative ? -(long)value : (long)value;
            position++;
        }

        return true;
    }
}

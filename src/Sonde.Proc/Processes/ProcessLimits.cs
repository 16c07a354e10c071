using System.Text;

namespace Sonde.Proc.Processes;

/// <summary>/proc/PID/limits: the resource limits of a process. Source: getrlimit(2), fs/proc/base.c (proc_pid_limits).</summary>
public sealed class ProcessLimits : ProcessSnapshot
{
    private readonly Dictionary<string, ProcessLimit> _limits = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string FileName => "limits";

    /// <summary>All limits under the kernel's names, such as "Max open files".</summary>
    public IReadOnlyDictionary<string, ProcessLimit> All => _limits;

    /// <summary>How many descriptors it may have (RLIMIT_NOFILE).</summary>
    public ProcessLimit? OpenFiles => Find("Max open files");

    /// <summary>How many threads its user may have (RLIMIT_NPROC).</summary>
    public ProcessLimit? Processes => Find("Max processes");

    /// <summary>How many signals may be queued for its user (RLIMIT_SIGPENDING).</summary>
    public ProcessLimit? PendingSignals => Find("Max pending signals");

    /// <summary>Memory it may lock, in bytes (RLIMIT_MEMLOCK).</summary>
    public ProcessLimit? LockedMemory => Find("Max locked memory");

    /// <summary>Address space it may have, in bytes (RLIMIT_AS).</summary>
    public ProcessLimit? AddressSpace => Find("Max address space");

    /// <summary>Its largest stack, in bytes (RLIMIT_STACK).</summary>
    public ProcessLimit? Stack => Find("Max stack size");

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        _limits.Clear();
        TextScanner scanner = new(text);
        if (!text.EndsWith("\n"u8) || !scanner.TryReadLine(out ReadOnlySpan<byte> header))
            throw new KernelTextException("it is cut short");
        // The columns are fixed-width; their names in the header say where they start.
        int soft = header.IndexOf("Soft Limit"u8);
        int hard = header.IndexOf("Hard Limit"u8);
        int units = header.IndexOf("Units"u8);
        if (soft <= 0 || hard <= soft || units <= hard)
            throw new KernelTextException("its header does not name the columns Soft Limit, Hard Limit and Units");
        while (scanner.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (line.Length < hard || !TryReadValue(line[soft..hard], out ulong? softValue)
                || !TryReadValue(line[hard..Math.Min(units, line.Length)], out ulong? hardValue))
            {
                continue;
            }

            string unit = line.Length > units ? Encoding.UTF8.GetString(line[units..].Trim((byte)' ')) : "";
            _limits[Encoding.UTF8.GetString(line[..soft].Trim((byte)' '))] = new ProcessLimit(softValue, hardValue, unit);
        }
    }

    private ProcessLimit? Find(string name) => _limits.TryGetValue(name, out ProcessLimit limit) ? limit : null;

    private static bool TryReadValue(ReadOnlySpan<byte> column, out ulong? value)
    {
        value = null;
        ReadOnlySpan<byte> word = column.Trim((byte)' ');
        if (word.SequenceEqual("unlimited"u8))
            return true;
        bool parsed = TextScanner.TryParseUInt64(word, out ulong number);
        value = number;
        return parsed;
    }
}

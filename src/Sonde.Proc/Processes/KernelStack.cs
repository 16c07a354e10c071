using System.Text;

namespace Sonde.Proc.Processes;

/// <summary>
/// /proc/PID/stack: the kernel functions that a thread is in, the innermost first. Needs root (CAP_SYS_ADMIN in the initial user namespace) and
/// CONFIG_STACKTRACE.
/// </summary>
public sealed class KernelStack : ProcessSnapshot
{
    private readonly List<string> _functions = [];

    /// <inheritdoc/>
    public override string FileName => "stack";

    /// <summary>The functions' names without offsets, the innermost first; empty for a thread that runs in user mode.</summary>
    public IReadOnlyList<string> Functions => _functions;

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        _functions.Clear();
        TextScanner scanner = new(text);
        while (scanner.TryReadLine(out ReadOnlySpan<byte> line))
        {
            // "[<0>] do_select+0x5f0/0x810"; modules follow as " [name]".
            TextScanner words = new(line);
            if (!words.TryReadWord(out ReadOnlySpan<byte> address) || !address.StartsWith("[<"u8)
                || !words.TryReadWord(out ReadOnlySpan<byte> symbol))
                continue;
            int plus = symbol.IndexOf((byte)'+');
            _functions.Add(Encoding.UTF8.GetString(plus < 0 ? symbol : symbol[..plus]));
        }
    }
}

namespace Sonde.Tracing.Syntax.Constants;

/// <summary>
/// Constants that scripts take from headers and that BTF does not have, since they are macros: the values of x86-64 (arm64 has the same but for some O_ and
/// system call numbers). With the types of BTF they stand for the kernel's headers.
/// </summary>
public static partial class KernelConstants
{
    /// <summary>
    /// What no header for programs has: linux/sched.h (TASK_, EXIT_, PF_), linux/time64.h, asm/page_types.h, linux/kdev_t.h, and O_LARGEFILE, which the C
    /// library hides behind 0.
    /// </summary>
    private const string KernelOnly = """
        TASK_RUNNING=0 TASK_INTERRUPTIBLE=1 TASK_UNINTERRUPTIBLE=2 __TASK_STOPPED=4 __TASK_TRACED=8 EXIT_DEAD=16 EXIT_ZOMBIE=32 TASK_PARKED=64 TASK_DEAD=128
        TASK_WAKEKILL=256 TASK_WAKING=512 TASK_NOLOAD=1024 TASK_NEW=2048 TASK_KILLABLE=258 TASK_IDLE=1026 PF_EXITING=4 PF_KTHREAD=2097152 PAGE_SIZE=4096
        PAGE_SHIFT=12 NSEC_PER_SEC=1000000000 NSEC_PER_MSEC=1000000 NSEC_PER_USEC=1000 USEC_PER_SEC=1000000 USEC_PER_MSEC=1000 MSEC_PER_SEC=1000
        MINORBITS=20 MINORMASK=1048575 O_LARGEFILE=32768 TASK_COMM_LEN=16
        """;

    private const string SystemCallPrefix = "__NR_";

    private static readonly Lazy<Dictionary<string, long>> Table = new(Read);

    /// <summary>The names, in no order.</summary>
    public static IReadOnlyCollection<string> Names => Table.Value.Keys;

    /// <summary>The value of a constant, null if it is not in the table: AF_INET, EPERM, O_RDONLY, SIGKILL, CLONE_NEWNS, __NR_read (of x86-64) ...</summary>
    public static long? Find(string name) => Table.Value.TryGetValue(name, out var value) ? value : null;

    /// <summary>Whether no header for programs has the constant, so that no compiler here can confirm it.</summary>
    internal static bool IsKernelOnly(string name) => KernelOnly.Split((char[])[' ', '\n']).Any(word => word.StartsWith(name + "=", StringComparison.Ordinal));

    private static Dictionary<string, long> Read()
    {
        var table = new Dictionary<string, long>(2500);
        foreach (var text in (string[])[Network, Files, Processes, Memory, KernelOnly])
        {
            foreach (var range in text.AsSpan().SplitAny(' ', '\n'))
            {
                var word = text.AsSpan()[range];
                var equals = word.IndexOf('=');
                if (equals > 0)
                    table[word[..equals].ToString()] = long.Parse(word[(equals + 1)..]);
            }
        }

        foreach (var (name, number) in ErrorNames.All)
            table[name] = number;
        foreach (var (number, name) in SystemCallNames.All(SystemCallTable.X64))
            table[SystemCallPrefix + name] = number;
        return table;
    }
}

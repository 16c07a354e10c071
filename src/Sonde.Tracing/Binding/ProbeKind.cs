namespace Sonde.Tracing.Binding;

/// <summary>What a program is attached to, as far as it decides how the program gets its arguments.</summary>
public enum ProbeKind
{
    /// <summary>Run once before all others.</summary>
    Begin,

    /// <summary>Run once after all others.</summary>
    End,

    /// <summary>Run when Sonde gets a signal.</summary>
    Self,

    /// <summary>Run at every tick on one CPU.</summary>
    Interval,

    /// <summary>Run at every tick on every CPU.</summary>
    Profile,

    /// <summary>A tracepoint of tracefs.</summary>
    Tracepoint,

    /// <summary>A tracepoint with its raw arguments.</summary>
    RawTracepoint,

    /// <summary>The entry of a kernel function, by a breakpoint.</summary>
    Kprobe,

    /// <summary>The return of a kernel function, by a trampoline on the stack.</summary>
    Kretprobe,

    /// <summary>The entry of a kernel function, by a call that the kernel prepared.</summary>
    Fentry,

    /// <summary>The return of a kernel function, likewise.</summary>
    Fexit,

    /// <summary>An address of a program or library.</summary>
    Uprobe,

    /// <summary>The return of a function of a program or library.</summary>
    Uretprobe,

    /// <summary>A probe that the authors of a program put in.</summary>
    Usdt,

    /// <summary>A software event of perf.</summary>
    Software,

    /// <summary>A hardware event of perf.</summary>
    Hardware,

    /// <summary>An access to an address.</summary>
    Watchpoint,

    /// <summary>A walk over the kernel's objects.</summary>
    Iterator,
}

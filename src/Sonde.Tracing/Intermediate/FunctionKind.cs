namespace Sonde.Tracing.Intermediate;

/// <summary>What calls a function.</summary>
public enum FunctionKind
{
    /// <summary>The kernel, at an event, with the context as its only parameter.</summary>
    Program,

    /// <summary>A kernel helper (bpf_loop, bpf_for_each_map_elem, bpf_timer_set_callback) or another function of the program.</summary>
    Callback,
}

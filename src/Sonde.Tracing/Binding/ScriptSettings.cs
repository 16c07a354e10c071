using Sonde.Tracing.Types;

namespace Sonde.Tracing.Binding;

/// <summary>What a config block or the environment can set. The names are bpftrace's; see its language reference, section config.</summary>
public sealed record ScriptSettings
{
    /// <summary>max_strlen: bytes of a string that str() reads, its end included.</summary>
    public int MaximumStringLength { get; set; } = 1024;

    /// <summary>max_map_keys: keys that a map holds where the script does not say.</summary>
    public int MaximumMapKeys { get; set; } = 4096;

    /// <summary>max_probes: the most programs a script may be attached to.</summary>
    public int MaximumProbes { get; set; } = 1024;

    /// <summary>max_cat_bytes: the most that cat() prints of a file.</summary>
    public int MaximumCatBytes { get; set; } = 10240;

    /// <summary>print_maps_on_exit: whether all maps are printed at the end.</summary>
    public bool PrintMapsOnExit { get; set; } = true;

    /// <summary>stack_mode: how stacks are printed where the script does not say.</summary>
    public StackMode StackMode { get; set; } = StackMode.Bpftrace;

    /// <summary>str_trunc_trailer: what is printed behind a string that was cut.</summary>
    public string TruncationTrailer { get; set; } = "..";

    /// <summary>perf_rb_pages: pages of the ring buffer; 0 chooses by the machine.</summary>
    public int RingBufferPages { get; set; }

    /// <summary>missing_probes: whether a probe that is not there is an error, a warning, or ignored.</summary>
    public string MissingProbes { get; set; } = "error";

    /// <summary>Whether calls that change the system are allowed (--unsafe).</summary>
    public bool AllowsUnsafe { get; set; }

    /// <summary>Settings that are known and change nothing here.</summary>
    public static IReadOnlyList<string> Accepted { get; } =
    [
        "cache_user_symbols", "cpp_demangle", "lazy_symbolication", "license", "log_size", "max_bpf_progs", "on_stack_limit", "show_debug_info", "use_blazesym", "symbol_source",
        "max_type_res_iterations", "unstable_import", "unstable_import_statement", "unstable_map_decl", "unstable_macro", "unstable_addr", "unstable_tseries", "unstable_dw_ustack", "unstable_typeinfo",
    ];

    /// <summary>Sets one value by bpftrace's name, in upper or lower case, with or without BPFTRACE_.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public string? Set(string name, string value)
    {
        string key = name.ToLowerInvariant();
        if (key.StartsWith("bpftrace_", StringComparison.Ordinal))
            key = key["bpftrace_".Length..];
        switch (key)
        {
            case "max_strlen" or "strlen":
                return SetNumber(value, 1, 64 * 1024, n => MaximumStringLength = n);
            case "max_map_keys" or "map_keys_max":
                return SetNumber(value, 1, int.MaxValue, n => MaximumMapKeys = n);
            case "max_probes":
                return SetNumber(value, 1, int.MaxValue, n => MaximumProbes = n);
            case "max_cat_bytes" or "cat_bytes_max":
                return SetNumber(value, 1, int.MaxValue, n => MaximumCatBytes = n);
            case "perf_rb_pages":
                return SetNumber(value, 1, 1 << 20, n => RingBufferPages = n);
            case "print_maps_on_exit":
                PrintMapsOnExit = value is "1" or "true";
                return null;
            case "str_trunc_trailer":
                TruncationTrailer = value;
                return null;
            case "missing_probes" when value is "error" or "warn" or "ignore":
                MissingProbes = value;
                return null;
            case "stack_mode" when StackModeOf(value) is { } mode:
                StackMode = mode;
                return null;
            case "missing_probes" or "stack_mode":
                return $"{value} is no value of {name}";
            default:
                return Accepted.Contains(key) ? null : $"{name} is not a known setting";
        }
    }

    /// <summary>The mode of that name, or null.</summary>
    public static StackMode? StackModeOf(string name) => name switch
    {
        "bpftrace" => StackMode.Bpftrace,
        "perf" => StackMode.Perf,
        "raw" => StackMode.Raw,
        "build_id" => StackMode.BuildId,
        _ => null,
    };

    private static string? SetNumber(string value, int least, int most, Action<int> set)
    {
        if (!long.TryParse(value, out long number) || number < least || number > most)
            return $"{value} is not a number from {least} to {most}";
        set((int)number);
        return null;
    }
}

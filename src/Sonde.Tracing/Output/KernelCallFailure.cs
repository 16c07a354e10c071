using System.Runtime.InteropServices;

namespace Sonde.Tracing.Output;

/// <summary>A call into the kernel that failed while the script ran.</summary>
/// <param name="Function">The function as the kernel names it, without bpf_: <c>map_update_elem</c>.</param>
/// <param name="ReturnCode">What it returned: a negative errno.</param>
/// <param name="Location">Which part of the script called it.</param>
public sealed record KernelCallFailure(string Function, int ReturnCode, ScriptLocation Location)
{
    private const int NoSuchEntry = -2;
    private const int ArgumentListTooLong = -7;

    /// <summary>The kernel's message for the return code.</summary>
    public string ErrorMessage => ReturnCode < 0 ? Marshal.GetPInvokeErrorMessage(-ReturnCode) : $"{ReturnCode}";

    /// <summary>What happened, in the script's terms where they say more than the kernel's.</summary>
    public string Explanation => (Function, ReturnCode) switch
    {
        ("map_update_elem", ArgumentListTooLong) => "Map full; can't update element. Try increasing max_map_keys config "
            + "or manually setting the max entries in a map declaration e.g. `let @a = hash(5000)`",
        ("map_delete_elem", NoSuchEntry) => "Can't delete map element because it does not exist.",
        ("map_lookup_elem", _) => "Can't lookup map element because it does not exist.",
        _ => ErrorMessage,
    };
}

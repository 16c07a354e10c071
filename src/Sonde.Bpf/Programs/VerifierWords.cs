namespace Sonde.Bpf.Programs;

/// <summary>The verifier's common rejections in plain words. Source: messages of kernel/bpf/verifier.c, Linux 5.8 to 6.18.</summary>
internal static class VerifierWords
{
    // The first pattern that the reason contains; parts around "*" must come in this order.
    private static readonly (string Pattern, string Words)[] Known =
    [
        ("invalid mem access '*_or_null'", "the result of a lookup or reservation is used without a check for null"),
        ("invalid mem access 'scalar'", "a number is used as a pointer; memory at such an address is read with probe_read"),
        ("invalid mem access 'inv'", "a number is used as a pointer; memory at such an address is read with probe_read"),
        ("invalid mem access", "this kind of pointer cannot be read or written directly here"),
        ("!read_ok", "a register is used before anything was put into it; a call clobbers r1 to r5"),
        ("invalid indirect read from stack", "bytes of the stack are passed on that were never written"),
        ("invalid read from stack", "bytes of the stack are read that were never written"),
        ("invalid write to stack", "a write goes beyond the 512 bytes of stack"),
        ("invalid stack", "an access goes beyond the 512 bytes of stack, or to bytes that were never written"),
        ("combined stack size", "the functions called one from another use more than 512 bytes of stack together"),
        ("invalid variable-offset", "the stack is accessed at an offset that is not bounded"),
        ("invalid access to map value", "an access goes beyond the map's value"),
        ("invalid access to packet", "an access goes beyond what was compared with the packet's end"),
        ("invalid access to memory", "an access goes beyond the memory that the pointer stands for"),
        ("invalid bpf_context access", "the context has no field of this size at this offset for this kind of program"),
        ("dereference of modified ctx", "a field of the context is read through a changed pointer; add the offset to the load instead"),
        ("min value is negative", "an offset or length may be negative; bound it first"),
        ("unbounded memory access", "an offset or length has no upper bound; compare or mask it first"),
        ("value is outside of the allowed memory range", "an offset or length may reach beyond the memory; bound it first"),
        ("unbounded min value", "a number without bounds is added to a pointer; compare or mask it first"),
        ("invalid zero-sized read", "a length may be zero where the kernel wants at least one byte"),
        ("infinite loop detected", "a loop never ends"),
        ("back-edge from insn", "this kernel accepts no loops that jump back"),
        ("BPF program is too large", "the program is too complex: the verifier gave up after a million instructions; make loops shorter or branches fewer"),
        ("jumps is too complex", "the program has too many branches at once"),
        ("unreachable insn", "some instructions can never be reached"),
        ("last insn is not an exit or jmp", "the program runs on beyond its last instruction"),
        ("jump out of range", "a jump leaves the program or its function"),
        ("jump into the middle of ldimm64", "a jump goes into the middle of a wide load"),
        ("cannot call GPL-restricted function", "the helper is kept for programs with a GPL-compatible license"),
        ("cannot use helper", "this kind of program may not call this helper"),
        ("unknown func", "this kernel does not have the helper, or not for this kind of program"),
        ("invalid func", "this kernel does not have the helper"),
        ("calling kernel function*is not allowed", "this kind of program may not call this kernel function"),
        ("calling invalid kernel function", "this kernel does not have the function"),
        ("helper call might sleep in a non-sleepable prog", "the helper may wait, and this program is not loaded as sleepable"),
        ("Unreleased reference", "something reserved or acquired is not given back on every path"),
        ("type=*expected=", "an argument of the call is of another kind than the helper takes"),
        ("At program exit the register R0", "the program returns a value that this kind of program may not return"),
        ("At callback return the register R0", "a callback must return 0 or 1"),
        ("R0 has", "the function returns a value that is not allowed here"),
        ("pointer += pointer prohibited", "two pointers are added"),
        ("pointer arithmetic", "this arithmetic is not allowed on a pointer"),
        ("leaks addr", "an address of the kernel would leave it; without privilege that is forbidden"),
        ("pointer comparison prohibited", "pointers are compared, which needs privilege"),
        ("frame pointer is read only", "r10 cannot be changed"),
        ("div by zero", "a division by the constant zero"),
        ("misaligned", "an access is not aligned to its size"),
        ("unknown opcode", "this kernel does not know the instruction"),
        ("reserved fields", "this kernel does not know this form of the instruction"),
        ("invalid BPF_ALU", "this kernel does not know this form of the instruction"),
        ("doesn't have * argument", "the function that is traced has fewer arguments"),
        ("attach_btf_id * is not a function", "the type id does not name a function"),
        ("is not a kernel function", "the type id does not name a function"),
        ("attach to unsupported member", "the kernel does not allow programs for this operation"),
        ("points to wrong type name", "the type id does not name a tracepoint"),
        ("fd * is not pointing to valid bpf_map", "a map's descriptor is closed or not a map"),
        ("cannot pass map_type", "the helper does not take a map of this kind"),
        ("write into map forbidden", "the map is read only for programs"),
        ("read from map forbidden", "the map is write only for programs"),
        ("missing btf func_info", "callbacks need function information (BTF) of the program"),
        ("tracing progs must not use", "this kind of program may not use this kind of map"),
    ];

    /// <summary>Plain words for <paramref name="reason"/>; null where it is not known.</summary>
    internal static string? Explain(string reason)
    {
        foreach ((string pattern, string words) in Known)
        {
            if (Matches(reason, pattern))
                return words;
        }

        return null;
    }

    private static bool Matches(string reason, string pattern)
    {
        int from = 0;
        foreach (string part in pattern.Split('*'))
        {
            int found = reason.IndexOf(part, from, StringComparison.Ordinal);
            if (found < 0)
                return false;
            from = found + part.Length;
        }

        return true;
    }
}

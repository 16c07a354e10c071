using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Emit;

/// <summary>The stack that a function and the deepest chain of calls below it need together, which the kernel limits to 512 bytes.</summary>
internal sealed class CallDepth
{
    // The verifier rounds every frame up to this (check_max_stack_depth in kernel/bpf/verifier.c).
    private const int FrameGranule = 32;

    private readonly Dictionary<IntermediateFunction, int> _frames = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<IntermediateFunction, HashSet<IntermediateFunction>> _callees = new(ReferenceEqualityComparer.Instance);

    public void Add(IntermediateFunction function, int bytes) => _frames[function] = bytes;

    public void AddCall(IntermediateFunction caller, IntermediateFunction callee)
    {
        if (!_callees.TryGetValue(caller, out HashSet<IntermediateFunction>? callees))
            _callees.Add(caller, callees = new(ReferenceEqualityComparer.Instance));
        callees.Add(callee);
    }

    /// <exception cref="EmitException">A chain of calls needs more than 512 bytes, or a function calls itself.</exception>
    public void ThrowIfTooDeep(IntermediateFunction program)
    {
        List<IntermediateFunction> chain = Deepest(program, []);
        int bytes = chain.Sum(Granules);
        if (bytes > FrameLayout.LargestFrame)
        {
            throw new EmitException($"{program.Name} needs {bytes} bytes of stack with what it calls, and BPF has {FrameLayout.LargestFrame}: "
                + string.Join(", ", chain.Select(function => $"{function.Name} {Granules(function)}")));
        }
    }

    private int Granules(IntermediateFunction function) => Math.Max(FrameGranule, (_frames[function] + FrameGranule - 1) / FrameGranule * FrameGranule);

    private List<IntermediateFunction> Deepest(IntermediateFunction function, List<IntermediateFunction> callers)
    {
        if (callers.Contains(function))
            throw new EmitException($"{function.Name} calls itself, which BPF does not allow");
        callers.Add(function);
        List<IntermediateFunction> deepest = [];
        foreach (IntermediateFunction callee in _callees.GetValueOrDefault(function) ?? [])
        {
            List<IntermediateFunction> chain = Deepest(callee, callers);
            if (chain.Sum(Granules) > deepest.Sum(Granules))
                deepest = chain;
        }

        callers.RemoveAt(callers.Count - 1);
        deepest.Insert(0, function);
        return deepest;
    }
}

using Sonde.Bpf.Programs;
using Sonde.Tracing.Emit;
using Sonde.Tracing.Intermediate;

namespace Sonde.Tracing.Tests.Emit;

/// <summary>Compiled functions do in the kernel what the interpreter does with them.</summary>
public sealed class KernelEquivalenceTests
{
    private const int Seeds = 300;
    private const int SeedsPerCase = 50;

    public static TheoryData<int, bool> Cases =>
        [.. from first in Enumerable.Range(0, Seeds / SeedsPerCase) from version4 in (bool[])[false, true] select (first * SeedsPerCase, version4)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Random_function_returns_in_the_kernel_what_the_interpreter_returns(int firstSeed, bool version4)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: it loads BPF programs");
        EmitOptions options = version4 ? EmitOptions.Version4 : EmitOptions.Portable;
        for (int seed = firstSeed; seed < firstSeed + SeedsPerCase; seed++)
            Compare(seed, options);
    }

    private static void Compare(int seed, EmitOptions options)
    {
        IntermediateFunction function = RandomFunction.Make(seed);
        try
        {
            using KernelRun run = new(function, options);
            Random random = new(seed);
            for (int round = 0; round < 4; round++)
            {
                long[] context = new long[RandomFunction.ContextWords];
                for (int word = 0; word < context.Length; word++)
                    context[word] = round == 0 ? 0 : random.Next(3) == 0 ? random.Next(-10, 100) : random.NextInt64(long.MinValue, long.MaxValue);
                uint expected = run.Interpreted(context);
                uint actual = run.Compiled(context);
                if (actual != expected)
                    Assert.Fail($"seed {seed}, round {round}: {actual:x} instead of {expected:x}\n{IntermediateText.Format(function)}\n{Listing.Of(function, options)}");
            }
        }
        catch (VerifierException rejection)
        {
            Assert.Fail($"seed {seed}: {rejection.Message}\n{rejection.Log}\n{IntermediateText.Format(function)}\n{Listing.Of(function, options)}");
        }
    }
}

namespace Sonde.Testing;

/// <summary>Measures what an action allocates on the managed heap.</summary>
public static class Allocation
{
    /// <summary>Bytes that <paramref name="action"/> allocates once it is warm: the least of several runs, since other runs may still grow an array.</summary>
    public static long SteadyStateBytes(Action action)
    {
        for (int i = 0; i < 3; i++)
            action();
        long least = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}

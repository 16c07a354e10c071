using System.Numerics;
using Sonde.Linux.Abi;

namespace Sonde.Linux;

/// <summary>The CPUs that this process may run on: cpusets and taskset included, CPU quotas not. Source: sched_getaffinity(2).</summary>
public sealed class ProcessorAffinity
{
    private const int LargestMaskBytes = 64 * 1024;
    private readonly byte[] _mask;

    private ProcessorAffinity(byte[] mask)
    {
        _mask = mask;
        foreach (byte bits in mask)
            Count += BitOperations.PopCount(bits);
    }

    /// <summary>How many CPUs.</summary>
    public int Count { get; }

    /// <summary>The CPUs of the calling thread, which for a program that pins none of its threads are the process's.</summary>
    public static unsafe ProcessorAffinity Self()
    {
        // The kernel refuses a mask shorter than its own, whose length only it knows.
        for (int bytes = 128; ; bytes *= 2)
        {
            var mask = new byte[bytes];
            fixed (byte* pointer = mask)
            {
                if (LibC.sched_getaffinity(0, (nuint)bytes, pointer) == 0)
                    return new ProcessorAffinity(mask);
            }

            Errno errno = Errno.Last();
            if (errno != Errno.InvalidArgument || bytes >= LargestMaskBytes)
                throw new LinuxException("sched_getaffinity", "self", errno);
        }
    }

    /// <summary>True where CPU <paramref name="cpu"/> may be used.</summary>
    public bool Contains(int cpu) => cpu >= 0 && cpu / 8 < _mask.Length && (_mask[cpu / 8] >> (cpu % 8) & 1) != 0;
}

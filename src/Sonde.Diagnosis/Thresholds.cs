namespace Sonde.Diagnosis;

/// <summary>
/// Every number that a rule decides by, in one place, each with its unit and its source. The pages in docs/findings state the same numbers.
/// <para>What they have in common: saturation decides and utilization only supports; a claim needs pressure (PSI) or a queue behind it; small volumes
/// are ignored, since a ratio of few events is noise; and a condition must hold through the window, since every healthy machine has busy moments.
/// Stock alerts average over minutes. These numbers serve windows of a few seconds, so they are stricter where a short burst could be mistaken for a
/// state.</para>
/// <para>Percent is 0 to 100. Per-second values are means over the window. "Per CPU" divides by the CPUs online.</para>
/// </summary>
public static partial class Thresholds
{
    /// <summary>What a window must offer before any rule may speak.</summary>
    public static class Window
    {
        /// <summary>
        /// Fewest sub-samples a window must hold, as a count. Own choice: with two, a single odd reading is half of the evidence; three is the least
        /// where a majority means something.
        /// </summary>
        public const int MinimumSamples = 3;

        /// <summary>
        /// Shortest window, in seconds. /proc/stat counts in ticks of 10 ms: two seconds are 200 ticks a CPU, half a percent of resolution. A shorter
        /// window makes rates of rare events (flushes, forks) pure chance.
        /// </summary>
        public const double MinimumSeconds = 2;

        /// <summary>
        /// Share of the sub-samples, in percent, in which a gauge (runnable tasks, queue depth, states) must be beyond its threshold. Own choice: a
        /// majority with a margin. All samples would let one scheduling hiccup hide a fault; half would turn a burst into a state.
        /// </summary>
        public const double SustainedPercent = 60;

        /// <summary>
        /// How far back a kernel message still counts as news, in seconds. netdata looks back 30 minutes for an OOM kill; older messages explain
        /// little of what is slow now and stay in the report as information.
        /// </summary>
        public const double KernelLogRecentSeconds = 1800;
    }
}

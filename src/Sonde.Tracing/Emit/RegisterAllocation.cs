namespace Sonde.Tracing.Emit;

/// <summary>
/// Gives every virtual register one of r0 to r9. Values that are needed across calls get r6 to r9. Where there are too few, the values that are
/// long and little used go to the stack, and the rest is tried again.
/// </summary>
internal sealed class RegisterAllocation
{
    private const int MachineRegisters = 10;
    private const int CallerSaved = 0b00_0011_1111;
    private const int All = 0b11_1111_1111;
    private const int MostRounds = 32;

    // Registers that nothing prefers: first those that calls want least.
    private static readonly int[] Order = [5, 4, 3, 2, 1, 0, 6, 7, 8, 9];

    private readonly ushort[] _busy;
    private readonly List<LiveInterval>[] _holders = new List<LiveInterval>[MachineRegisters];
    private readonly PriorityQueue<LiveInterval, int> _open = new();
    private readonly List<LiveInterval> _spilled = [];

    private RegisterAllocation(LiveIntervals intervals)
    {
        _busy = new ushort[intervals.PositionCount + 2];
        for (int register = 0; register < MachineRegisters; register++)
            _holders[register] = [];
        foreach (LiveInterval interval in intervals.All)
            _open.Enqueue(interval, interval.Start);
    }

    /// <summary>Allocates all registers of a function, which it rewrites where values go to the stack.</summary>
    /// <returns>The register of the machine for each virtual register, -1 for those that do not occur.</returns>
    public static sbyte[] Run(MachineFunction function)
    {
        int firstTemporary = int.MaxValue;
        for (int round = 0; round < MostRounds; round++)
        {
            LiveIntervals intervals = new(function, firstTemporary);
            RegisterAllocation allocation = new(intervals);
            allocation.AssignAll();
            if (allocation._spilled.Count == 0)
                return Result(function, intervals);
            firstTemporary = Math.Min(firstTemporary, function.RegisterCount);
            Spilling.Run(function, allocation._spilled);
        }

        throw new InvalidOperationException($"no registers could be found for {function.Source.Name} in {MostRounds} rounds");
    }

    private static sbyte[] Result(MachineFunction function, LiveIntervals intervals)
    {
        sbyte[] result = new sbyte[function.RegisterCount];
        Array.Fill(result, (sbyte)-1);
        foreach (LiveInterval interval in intervals.All)
            result[interval.Register] = (sbyte)interval.Assigned;
        return result;
    }

    private void AssignAll()
    {
        while (_open.TryDequeue(out LiveInterval? interval, out _))
        {
            int allowed = interval.CrossesCall ? All & ~CallerSaved : All;
            int register = Best(interval, allowed & ~BusyAt(interval));
            if (register < 0)
                register = Evict(interval, allowed);
            if (register < 0)
                _spilled.Add(interval);
            else
                Assign(interval, register);
        }
    }

    private int BusyAt(LiveInterval interval)
    {
        int busy = 0;
        foreach ((int start, int end) in interval.Ranges)
        {
            foreach (ushort registers in _busy.AsSpan(start, end - start))
                busy |= registers;
        }

        return busy;
    }

    private static int Best(LiveInterval interval, int free)
    {
        int best = -1;
        float highest = -1;
        foreach (int register in Order)
        {
            if ((free >> register & 1) == 0)
                continue;
            float preference = interval.Preference(register);
            if (preference > highest)
                (best, highest) = (register, preference);
        }

        return best;
    }

    private void Assign(LiveInterval interval, int register)
    {
        interval.Assigned = register;
        _holders[register].Add(interval);
        foreach ((int start, int end) in interval.Ranges)
        {
            foreach (ref ushort registers in _busy.AsSpan(start, end - start))
                registers |= (ushort)(1 << register);
        }
    }

    // Frees the register whose holders are worth least, if they are worth less than the newcomer.
    private int Evict(LiveInterval interval, int allowed)
    {
        int best = -1;
        float lowest = interval.Weight;
        for (int register = 0; register < MachineRegisters; register++)
        {
            if ((allowed >> register & 1) == 0)
                continue;
            float weight = 0;
            foreach (LiveInterval holder in _holders[register])
                weight = holder.Overlaps(interval) ? Math.Max(weight, holder.Weight) : weight;
            if (weight < lowest)
                (best, lowest) = (register, weight);
        }

        if (best < 0 && interval.IsUnspillable)
            throw new InvalidOperationException("values that spilling made must fit into registers");
        if (best < 0)
            return best;
        foreach (LiveInterval holder in _holders[best].FindAll(interval.Overlaps))
        {
            _holders[best].Remove(holder);
            Release(holder);
            _open.Enqueue(holder, holder.Start);
        }

        return best;
    }

    private void Release(LiveInterval holder)
    {
        foreach ((int start, int end) in holder.Ranges)
        {
            foreach (ref ushort registers in _busy.AsSpan(start, end - start))
                registers &= (ushort)~(1 << holder.Assigned);
        }

        holder.Assigned = -1;
    }
}

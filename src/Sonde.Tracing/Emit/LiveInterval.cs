namespace Sonde.Tracing.Emit;

/// <summary>
/// Where a register holds a value that is still read: ranges of positions with holes between. Instruction n reads at position 2n and writes at 2n + 1;
/// a range includes its start and not its end.
/// </summary>
internal sealed class LiveInterval(int register)
{
    private readonly List<(LiveInterval Partner, float Weight)> _partners = [];
    private float[]? _hints;

    public int Register { get; } = register;

    /// <summary>In rising order, never empty once built.</summary>
    public List<(int Start, int End)> Ranges { get; private set; } = [];

    /// <summary>What it costs to keep the value in memory: reads and writes, those in loops counted more.</summary>
    public float Cost { get; set; }

    /// <summary>True for the short values that spilling itself makes.</summary>
    public bool IsUnspillable { get; set; }

    /// <summary>True where a call happens while the value is needed afterwards: it can only be in r6 to r9.</summary>
    public bool CrossesCall { get; set; }

    /// <summary>The register of the machine, 0 to 9; -1 while there is none.</summary>
    public int Assigned { get; set; } = -1;

    public int Start => Ranges[0].Start;

    public int End => Ranges[^1].End;

    /// <summary>The cost for each position that it occupies: what is long and little used goes to memory first.</summary>
    public float Weight
    {
        get
        {
            if (IsUnspillable)
                return float.PositiveInfinity;
            int length = 0;
            foreach ((int start, int end) in Ranges)
                length += end - start;
            return Cost / length;
        }
    }

    /// <summary>Adds a range before all others, joining those that touch; for building from the end of the function.</summary>
    public void Prepend(int start, int end)
    {
        if (Ranges.Count > 0 && Ranges[^1].Start <= end)
            Ranges[^1] = (Math.Min(start, Ranges[^1].Start), Math.Max(end, Ranges[^1].End));
        else
            Ranges.Add((start, end));
    }

    /// <summary>A write: the value before it is of no use.</summary>
    public void BeginAt(int position, int blockStart)
    {
        if (Ranges.Count > 0 && Ranges[^1].Start == blockStart && Ranges[^1].End > position)
            Ranges[^1] = (position, Ranges[^1].End);
        else
            Ranges.Add((position, position + 1));
    }

    /// <summary>Puts the ranges in rising order, once all are there.</summary>
    public void Complete() => Ranges.Reverse();

    public bool Overlaps(LiveInterval other)
    {
        for (int mine = 0, theirs = 0; mine < Ranges.Count && theirs < other.Ranges.Count;)
        {
            if (Ranges[mine].End <= other.Ranges[theirs].Start)
                mine++;
            else if (other.Ranges[theirs].End <= Ranges[mine].Start)
                theirs++;
            else
                return true;
        }

        return false;
    }

    /// <summary>Takes over the ranges of another that does not overlap.</summary>
    public void Merge(LiveInterval other)
    {
        List<(int Start, int End)> merged = new(Ranges.Count + other.Ranges.Count);
        for (int mine = 0, theirs = 0; mine < Ranges.Count || theirs < other.Ranges.Count;)
        {
            bool isMine = theirs == other.Ranges.Count || (mine < Ranges.Count && Ranges[mine].Start < other.Ranges[theirs].Start);
            (int Start, int End) next = isMine ? Ranges[mine++] : other.Ranges[theirs++];
            if (merged.Count > 0 && merged[^1].End == next.Start)
                merged[^1] = (merged[^1].Start, next.End);
            else
                merged.Add(next);
        }

        Ranges = merged;
        Cost += other.Cost;
        CrossesCall |= other.CrossesCall;
    }

    /// <summary>Prefers a register of the machine.</summary>
    public void Prefer(int machineRegister, float weight) => (_hints ??= new float[10])[machineRegister] += weight;

    /// <summary>Prefers the register that another value gets.</summary>
    public void Prefer(LiveInterval partner, float weight) => _partners.Add((partner, weight));

    /// <summary>How much a register of the machine is preferred.</summary>
    public float Preference(int machineRegister)
    {
        float preference = _hints is null ? 0 : _hints[machineRegister];
        foreach ((LiveInterval partner, float weight) in _partners)
        {
            if (partner.Assigned == machineRegister)
                preference += weight;
            else if (partner.Assigned < 0 && partner._hints is { } hints && hints[machineRegister] > 0 && !partner.CrossesCall)
                preference += weight / 2;
        }

        return preference;
    }
}

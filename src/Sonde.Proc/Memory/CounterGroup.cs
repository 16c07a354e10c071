namespace Sonde.Proc.Memory;

/// <summary>
/// The sum of all counters whose name begins alike, such as allocstall_dma and allocstall_normal: one per zone, and zones differ between
/// kernels. The names are searched only when new ones appear.
/// </summary>
internal sealed class CounterGroup(NamedCounters values, string prefix, string? except = null)
{
    private readonly List<int> _members = [];
    private int _searched;

    /// <summary>The sum, or null where the last text had none of them.</summary>
    public ulong? Sum
    {
        get
        {
            for (; _searched < values.Count; _searched++)
            {
                string name = values.Names[_searched];
                if (name.StartsWith(prefix, StringComparison.Ordinal) && name != except)
                    _members.Add(_searched);
            }

            ulong sum = 0;
            bool any = false;
            foreach (int member in _members)
            {
                if (!values.IsPresent(member))
                    continue;
                sum += values.ValueAt(member);
                any = true;
            }

            return any ? sum : null;
        }
    }
}

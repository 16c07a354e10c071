using Sonde.Linux.Abi;

namespace Sonde.Linux;

/// <summary>The resource limits of this process. Source: prlimit(2).</summary>
public static unsafe class ResourceLimits
{
    /// <summary>The limit on <paramref name="resource"/>.</summary>
    public static ResourceLimit Get(Resource resource)
    {
        RLimit limit;
        if (LibC.prlimit(0, (int)resource, null, &limit) != 0)
            throw new LinuxException("prlimit", resource.ToString(), Errno.Last());
        return new ResourceLimit(limit.rlim_cur, limit.rlim_max);
    }

    /// <summary>
    /// Raises the soft limit on open descriptors to the hard one: a sampler keeps a descriptor for each process it watches.
    /// Children inherit it, so call it only in a process that starts none on a user's behalf, or give them <see cref="Get"/>'s earlier value.
    /// </summary>
    /// <param name="limit">The limit in force afterwards.</param>
    public static Errno TryRaiseOpenFiles(out ResourceLimit limit)
    {
        limit = Get(Resource.RLIMIT_NOFILE);
        if (limit.Soft == limit.Hard)
            return Errno.Success;
        RLimit raised = new() { rlim_cur = limit.Hard, rlim_max = limit.Hard };
        if (LibC.prlimit(0, (int)Resource.RLIMIT_NOFILE, &raised, null) != 0)
            return Errno.Last();
        limit = limit with { Soft = limit.Hard };
        return Errno.Success;
    }
}

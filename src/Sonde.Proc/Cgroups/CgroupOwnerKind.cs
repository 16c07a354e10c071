namespace Sonde.Proc.Cgroups;

/// <summary>Who made a group, as far as its path tells.</summary>
public enum CgroupOwnerKind
{
    /// <summary>Unknown: the path follows no convention that Sonde knows.</summary>
    Other,

    /// <summary>The root group.</summary>
    Root,

    /// <summary>A systemd slice: a node for other units.</summary>
    Slice,

    /// <summary>A systemd service.</summary>
    Service,

    /// <summary>A systemd scope: processes that systemd did not start, such as a login session.</summary>
    Scope,

    /// <summary>A Kubernetes pod.</summary>
    Pod,

    /// <summary>A container.</summary>
    Container,
}

namespace Sonde.Diagnosis.Reports;

/// <summary>What kind of thing causes a finding or suffers from it.</summary>
public enum PartyKind
{
    /// <summary>A process.</summary>
    Process,

    /// <summary>One thread of a process.</summary>
    Thread,

    /// <summary>A control group.</summary>
    Cgroup,

    /// <summary>A file.</summary>
    File,

    /// <summary>A block device or file system.</summary>
    Device,

    /// <summary>A network interface.</summary>
    Interface,

    /// <summary>A socket, such as a listening port.</summary>
    Socket,

    /// <summary>A remote address.</summary>
    Peer,

    /// <summary>A call stack.</summary>
    Stack,

    /// <summary>An interrupt line.</summary>
    Irq,
}

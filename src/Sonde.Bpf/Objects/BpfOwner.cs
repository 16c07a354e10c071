using Sonde.Linux.Bpf;

namespace Sonde.Bpf.Objects;

/// <summary>A process that holds an object open.</summary>
/// <param name="Kind">The object's kind.</param>
/// <param name="Id">The object's number.</param>
/// <param name="Process">The process.</param>
/// <param name="Command">Its name, raw.</param>
public sealed record BpfOwner(BpfObjectKind Kind, uint Id, int Process, string Command);

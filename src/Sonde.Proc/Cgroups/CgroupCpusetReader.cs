using Sonde.Proc.Devices;

namespace Sonde.Proc.Cgroups;

/// <summary>The CPUs and memory nodes that a group may use.</summary>
internal sealed class CgroupCpusetReader : CgroupReader
{
    private readonly CgroupFile? _cpus;
    private readonly CgroupFile? _nodes;
    private byte[] _cpusText = [];
    private byte[] _nodesText = [];
    private CpuList? _cpusList;
    private CpuList? _nodesList;

    internal CgroupCpusetReader(CgroupFileReader files, CgroupGroup group)
        : base(files)
    {
        string? directory = group.DirectoryOf("cpuset", out int version);
        _cpus = Open(directory, version == 2 ? "cpuset.cpus.effective" : "cpuset.effective_cpus");
        _nodes = Open(directory, version == 2 ? "cpuset.mems.effective" : "cpuset.effective_mems");
    }

    internal override void Read(CgroupSnapshot snapshot)
    {
        snapshot.EffectiveCpus = ReadList(_cpus, ref _cpusText, ref _cpusList);
        snapshot.EffectiveMemoryNodes = ReadList(_nodes, ref _nodesText, ref _nodesList);
    }

    // The lists hardly ever change: parsed anew only when the text differs.
    private CpuList? ReadList(CgroupFile? file, ref byte[] known, ref CpuList? list)
    {
        if (!Files.TryRead(file, out ReadOnlySpan<byte> text))
            return null;
        if (list is not null && text.SequenceEqual(known))
            return list;
        known = text.ToArray();
        return list = CpuList.TryParse(text, out CpuList parsed) ? parsed : null;
    }
}

using System.Runtime.InteropServices;

namespace Sonde.Bpf.Maps;

/// <summary>struct bpf_map_info, as far as Linux 5.8 has it. Source: include/uapi/linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 96)]
internal unsafe struct BpfMapInfo
{
    internal uint Type;
    internal uint Id;
    internal uint KeySize;
    internal uint ValueSize;
    internal uint MaximumEntries;
    internal uint Flags;
    internal fixed byte Name[16];
    internal uint InterfaceIndex;
    internal uint BtfVmlinuxValueTypeId;
    internal ulong NetworkNamespaceDevice;
    internal ulong NetworkNamespaceInode;
    internal uint BtfId;
    internal uint BtfKeyTypeId;
    internal uint BtfValueTypeId;
    internal uint BtfVmlinuxId;
    internal ulong Extra;
}

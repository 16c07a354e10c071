using System.Runtime.InteropServices;

namespace Sonde.Bpf.Programs;

/// <summary>struct bpf_prog_info. Source: include/uapi/linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 232)]
internal unsafe struct BpfProgramInfo
{
    internal uint Type;
    internal uint Id;
    internal fixed byte Tag[8];
    internal uint JitedLength;
    internal uint XlatedLength;
    internal ulong JitedInstructions;
    internal ulong XlatedInstructions;
    internal ulong LoadTime;
    internal uint CreatedByUid;
    internal uint MapCount;
    internal ulong MapIds;
    internal fixed byte Name[16];
    internal uint InterfaceIndex;
    internal uint GplCompatible;
    internal ulong NetworkNamespaceDevice;
    internal ulong NetworkNamespaceInode;
    internal uint JitedSymbolCount;
    internal uint JitedFunctionLengthCount;
    internal ulong JitedSymbols;
    internal ulong JitedFunctionLengths;
    internal uint BtfId;
    internal uint FunctionInfoSize;
    internal ulong FunctionInfo;
    internal uint FunctionInfoCount;
    internal uint LineInfoCount;
    internal ulong LineInfo;
    internal ulong JitedLineInfo;
    internal uint JitedLineInfoCount;
    internal uint LineInfoSize;
    internal uint JitedLineInfoSize;
    internal uint ProgramTagCount;
    internal ulong ProgramTags;
    internal ulong RunTimeNanoseconds;
    internal ulong RunCount;
    internal ulong RecursionMisses;
    internal uint VerifiedInstructions;
    internal uint AttachBtfObjectId;
    internal uint AttachBtfId;
}

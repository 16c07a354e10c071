using System.Runtime.CompilerServices;

namespace Sonde.Linux.Abi;

/// <summary>char[TS_COMM_LEN] of struct taskstats.</summary>
[InlineArray(32)]
internal struct TaskComm
{
    private byte element;
}

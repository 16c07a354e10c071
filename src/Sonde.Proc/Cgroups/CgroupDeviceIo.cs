namespace Sonde.Proc.Cgroups;

/// <summary>What a group and the groups below it have transferred to and from one block device.</summary>
/// <param name="Major">Major device number.</param>
/// <param name="Minor">Minor device number.</param>
/// <param name="ReadBytes">Bytes read.</param>
/// <param name="WriteBytes">Bytes written; buffered writes are attributed only under version 2.</param>
/// <param name="ReadOperations">Reads.</param>
/// <param name="WriteOperations">Writes.</param>
public readonly record struct CgroupDeviceIo(uint Major, uint Minor, ulong ReadBytes, ulong WriteBytes, ulong ReadOperations, ulong WriteOperations);

namespace Sonde.Binary.Btf;

/// <summary>Where a function of a program begins: struct bpf_func_info of include/uapi/linux/bpf.h.</summary>
/// <param name="Instruction">The function's first instruction, counted in 8-byte instructions from the program's beginning.</param>
/// <param name="TypeId">The function's record, of kind <see cref="BtfKind.Function"/>.</param>
public readonly record struct BtfFunctionRecord(int Instruction, int TypeId);

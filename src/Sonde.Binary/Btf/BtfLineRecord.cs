namespace Sonde.Binary.Btf;

/// <summary>The source line of an instruction: struct bpf_line_info of include/uapi/linux/bpf.h.</summary>
/// <param name="Instruction">The first instruction of the line, counted in 8-byte instructions from the program's beginning.</param>
/// <param name="FileName">Where the image has the file's name, from <see cref="BtfBuilder.AddString"/>.</param>
/// <param name="Text">Where the image has the line's text, which the verifier quotes.</param>
/// <param name="Line">The line's number, from 1 to 4194303.</param>
/// <param name="Column">The column, from 1 to 1023; 0 where it is not known.</param>
public readonly record struct BtfLineRecord(int Instruction, uint FileName, uint Text, int Line, int Column);

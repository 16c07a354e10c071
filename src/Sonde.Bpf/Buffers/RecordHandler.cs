namespace Sonde.Bpf.Buffers;

/// <summary>Takes a record; its memory is the kernel's again when this returns.</summary>
/// <param name="record">The record's bytes, eight-byte aligned.</param>
public delegate void RecordHandler(ReadOnlySpan<byte> record);

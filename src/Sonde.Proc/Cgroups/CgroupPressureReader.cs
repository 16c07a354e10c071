using Sonde.Proc.Pressure;

namespace Sonde.Proc.Cgroups;

/// <summary>Pressure of a group; only the version 2 tree has it.</summary>
internal sealed class CgroupPressureReader : CgroupReader
{
    private readonly CgroupFile? _cpu;
    private readonly CgroupFile? _memory;
    private readonly CgroupFile? _io;

    internal CgroupPressureReader(CgroupFileReader files, CgroupGroup group)
        : base(files)
    {
        string? directory = group.UnifiedDirectory;
        _cpu = Open(directory, "cpu.pressure");
        _memory = Open(directory, "memory.pressure");
        _io = Open(directory, "io.pressure");
    }

    internal override void Read(CgroupSnapshot snapshot)
    {
        snapshot.HasCpuPressure = TryRead(_cpu, snapshot.CpuPressureValues);
        snapshot.HasMemoryPressure = TryRead(_memory, snapshot.MemoryPressureValues);
        snapshot.HasIoPressure = TryRead(_io, snapshot.IoPressureValues);
    }

    private bool TryRead(CgroupFile? file, PressureStall values)
    {
        if (!Files.TryRead(file, out ReadOnlySpan<byte> text))
            return false;
        try
        {
            values.Parse(text);
            return true;
        }
        catch (KernelTextException)
        {
            // Without values the property is null, which is how this snapshot says "not measured".
            return false;
        }
    }
}

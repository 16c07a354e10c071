using System.Runtime.InteropServices;

namespace Sonde.Bpf.Instructions;

/// <summary>What the assembler made: instructions whose jumps are complete and whose maps are still numbers of the program's own.</summary>
public sealed class AssembledProgram
{
    private readonly BpfInstruction[] _instructions;
    private readonly MapReference[] _maps;
    private readonly int[] _sources;
    private readonly int[] _places;

    internal AssembledProgram(BpfInstruction[] instructions, MapReference[] maps, int[] sources, int[] places)
    {
        _instructions = instructions;
        _maps = maps;
        _sources = sources;
        _places = places;
    }

    /// <summary>The instructions.</summary>
    public ReadOnlySpan<BpfInstruction> Instructions => _instructions;

    /// <summary>Where maps are named.</summary>
    public ReadOnlySpan<MapReference> Maps => _maps;

    /// <summary>For each instruction the <see cref="Assembler.Source"/> of the time it was emitted.</summary>
    public ReadOnlySpan<int> Sources => _sources;

    /// <summary>The index of the instruction that <paramref name="label"/> marks, such as a function's first for func_info.</summary>
    public int PlaceOf(BpfLabel label) => _places[label.Number];

    /// <summary>The program with maps put in.</summary>
    /// <param name="descriptorOf">The descriptor of the map with the program's own number.</param>
    public BpfInstruction[] Link(Func<int, int> descriptorOf)
    {
        BpfInstruction[] linked = [.. _instructions];
        foreach (MapReference reference in _maps)
            linked[reference.Instruction] = linked[reference.Instruction].WithImmediate(descriptorOf(reference.Map));
        return linked;
    }

    /// <summary>The bytes, little-endian as on the machines that Sonde runs on.</summary>
    public ReadOnlySpan<byte> AsBytes() => MemoryMarshal.AsBytes(Instructions);
}

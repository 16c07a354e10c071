using Sonde.Bpf.Instructions;
using Sonde.Bpf.Maps;
using Sonde.Bpf.Programs;
using Sonde.CommandLine;
using Sonde.Linux;
using Sonde.Proc;
using Sonde.Symbols.Kernel;
using Sonde.Terminal;

namespace Sonde.Rendering;

/// <summary>What programs and maps contain.</summary>
internal static class BpfDumpText
{
    /// <summary>A program's instructions after verification, in bpftool's text.</summary>
    public static byte[] Program(BpfProgram program, TerminalPage page, bool json)
    {
        BpfInstruction[] instructions = ProgramDescription.ReadInstructions(program.Descriptor);
        if (instructions.Length == 0)
            throw new CommandFailure(ExitCode.NoPermission, "the kernel does not show the program's instructions", "run as root; net.core.bpf_jit_harden hides them too");
        IEnumerable<string> lines = Disassembler.Lines(instructions, new DisassemblerNames { Call = CallNames() });
        if (json)
        {
            return BpfObjectReport.Json(writer =>
            {
                writer.WriteStartArray("instructions");
                foreach (string line in lines)
                    writer.WriteStringValue(line.TrimStart());
                writer.WriteEndArray();
            });
        }

        foreach (string line in lines)
            page.WriteLine(line);
        return page.Written.ToArray();
    }

    /// <summary>A map's elements in hexadecimal; of per-CPU maps a value for each CPU.</summary>
    public static byte[] Map(BpfMap map, TerminalPage page, bool json)
    {
        if (map.KeySize == 0 || map.Type is BpfMapType.StackTrace or BpfMapType.PerfEventArray)
            throw new CommandFailure(ExitCode.Usage, $"a {map.Type} map has no elements that can be listed");
        BpfMapReader reader = new(map);
        reader.Read();
        if (json)
        {
            return BpfObjectReport.Json(writer =>
            {
                writer.WriteStartArray("elements");
                for (int i = 0; i < reader.Count; i++)
                {
                    writer.WriteStartObject();
                    writer.WriteString("key", Convert.ToHexStringLower(reader.Key(i)));
                    writer.WriteStartArray("values");
                    for (int cpu = 0; cpu < Copies(map); cpu++)
                        writer.WriteStringValue(Convert.ToHexStringLower(reader.Value(i, cpu)));
                    writer.WriteEndArray();
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
        }

        for (int i = 0; i < reader.Count; i++)
            WriteElement(reader, i, page);
        page.WriteLine(new StyledText($"{reader.Count} of {map.MaximumEntries} elements", Style.Dim));
        return page.Written.ToArray();
    }

    private static void WriteElement(BpfMapReader reader, int index, TerminalPage page)
    {
        string key = Spaced(reader.Key(index));
        if (!reader.Map.IsPerCpu)
        {
            page.WriteLine($"key: {key}  value: {Spaced(reader.Value(index, 0))}");
            return;
        }

        page.WriteLine($"key: {key}");
        for (int cpu = 0; cpu < Copies(reader.Map); cpu++)
            page.WriteLine($"value (CPU {cpu:00}): {Spaced(reader.Value(index, cpu))}", 2);
    }

    private static int Copies(BpfMap map) => map.IsPerCpu ? ProcessorList.PossibleCount : 1;

    private static string Spaced(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes).Chunk(2).Aggregate("", (text, pair) => $"{text}{(text.Length > 0 ? " " : "")}{new string(pair)}");

    // After verification a helper call holds the helper's distance from this symbol.
    private static Func<BpfInstruction, string?>? CallNames()
    {
        KernelSymbols symbols = new(LinuxRoot.Live);
        if (symbols.Unavailability is not null || symbols.Find("__bpf_call_base") is not [KernelSymbol start, ..] || start.Address == 0)
            return null;
        return instruction => (CallTarget)instruction.Source == CallTarget.Local
            ? null
            : symbols.TryFind(start.Address + (ulong)(long)instruction.Immediate, out KernelSymbol symbol) ? symbol.Name : null;
    }
}

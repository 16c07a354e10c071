using System.Text.Json;
using Sonde.Proc.Devices;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>Core, socket and node of each CPU: the columns of mpstat -T.</summary>
internal sealed class CpuPlaces
{
    private const int Width = 5;

    private readonly Dictionary<int, (int? Core, int? Socket, int? Node)> _places = [];

    /// <summary>Takes the places from sysfs as it was read.</summary>
    public CpuPlaces(CpuTopology topology, IReadOnlyList<NumaNode> nodes)
    {
        foreach (CpuDescription cpu in topology.Cpus)
            _places[cpu.Number] = (cpu.CoreId, cpu.PackageId, nodes.FirstOrDefault(n => n.Cpus.Contains(cpu.Number))?.Number);
    }

    /// <summary>Appends the headings.</summary>
    public static void WriteHeading(Utf8LineBuilder line) => line.AppendRaw(" CORE SOCK NODE"u8);

    /// <summary>Appends the cells of CPU <paramref name="cpu"/>; blanks for the sum (-1).</summary>
    public void WriteCells(Utf8LineBuilder line, int cpu)
    {
        if (cpu < 0)
        {
            line.AppendSpaces(3 * Width);
            return;
        }

        _places.TryGetValue(cpu, out (int? Core, int? Socket, int? Node) place);
        WriteCell(line, place.Core);
        WriteCell(line, place.Socket);
        WriteCell(line, place.Node);
    }

    /// <summary>Writes the members that mpstat -T -o JSON has, which are texts; empty ones for the sum (-1).</summary>
    public void WriteSysstatJson(Utf8JsonWriter json, int cpu)
    {
        _places.TryGetValue(cpu, out (int? Core, int? Socket, int? Node) place);
        json.WriteString("core", place.Core?.ToString() ?? "");
        json.WriteString("socket", place.Socket?.ToString() ?? "");
        json.WriteString("node", place.Node?.ToString() ?? "");
    }

    private static void WriteCell(Utf8LineBuilder line, int? value)
    {
        if (value is { } number)
            line.AppendNumber(number, Width);
        else
            line.AppendMissing(Width);
    }
}

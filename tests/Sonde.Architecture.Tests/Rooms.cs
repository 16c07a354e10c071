namespace Sonde.Architecture.Tests;

/// <summary>The rooms under src/ and what each may use. A new room is a new row here, in docs/architecture.md and in Sonde.slnx.</summary>
internal static class Rooms
{
    public static readonly Room Linux = new("Sonde.Linux") { AllowsUnsafe = true, CallsKernel = true };
    public static readonly Room Binary = new("Sonde.Binary");
    public static readonly Room Bpf = new("Sonde.Bpf", Binary, Linux) { AllowsUnsafe = true };
    public static readonly Room Proc = new("Sonde.Proc", Linux);
    public static readonly Room Metrics = new("Sonde.Metrics", Proc, Linux);
    public static readonly Room Symbols = new("Sonde.Symbols", Binary, Proc, Linux);
    public static readonly Room Tracing = new("Sonde.Tracing", Symbols, Bpf, Binary, Proc, Linux);
    public static readonly Room Terminal = new("Sonde.Terminal", Linux);
    public static readonly Room Diagnosis = new("Sonde.Diagnosis", Metrics, Proc, Linux);
    public static readonly Room CommandLine = new("Sonde", Tracing, Symbols, Bpf, Binary, Diagnosis, Metrics, Terminal, Proc, Linux) { AssemblyName = "sonde", Packages = ["System.CommandLine"] };

    public static readonly IReadOnlyList<Room> All = [Linux, Binary, Bpf, Proc, Metrics, Symbols, Tracing, Terminal, Diagnosis, CommandLine];

    public static TheoryData<string> Names => [.. All.Select(room => room.Name)];

    public static Room Named(string name) => All.Single(room => room.Name == name);
}

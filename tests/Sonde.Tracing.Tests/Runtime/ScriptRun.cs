using System.Text;
using Sonde.Tracing.Lowering;
using Sonde.Tracing.Output;
using Sonde.Tracing.Runtime;

namespace Sonde.Tracing.Tests.Runtime;

/// <summary>Runs a script in the kernel, within the test's process.</summary>
internal static class ScriptRun
{
    public static void Require() => Assert.SkipUnless(Environment.UserName == "root" && File.Exists("/sys/kernel/btf/vmlinux"), "BPF programs are loaded by root on a kernel with BTF");

    public static CompiledScript Compile(string script, params string[] parameters)
    {
        ScriptCompiler compiler = new() { Parameters = parameters, KernelSymbols = name => name == "schedule" ? Symbol(name) : null };
        return compiler.Compile(compiler.Parse("stdin", script));
    }

    /// <summary>What a script prints until it exits; <paramref name="load"/> is called once the probes are attached.</summary>
    public static string Output(string script, Action? load = null, params string[] parameters)
    {
        CompiledScript compiled = Compile(script, parameters);
        using ScriptSession session = ScriptSession.Load(compiled);
        using StackSymbolizer symbolizer = new() { Maps = session.Maps };
        using MemoryStream stream = new();
        OutputContext context = new() { Symbolizer = symbolizer, Names = new OutputNames(compiled) };
        TextTraceOutput output = new(context, stream, stream);
        EventPrinter printer = new(compiled, output, session.Maps, context);
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        session.Start();
        load?.Invoke();
        session.Run(printer.Handle, () => true, limit.Token);
        Assert.False(limit.IsCancellationRequested, $"the script did not end: {script}");
        session.Stop(printer.Handle, wantsRest: !printer.HasExited);
        printer.ReportLosses();
        output.End();
        printer.PrintMaps();
        output.Flush();
        Assert.Equal(0ul, session.Maps.Losses(LossCounts.Events));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static ulong? Symbol(string name)
    {
        string? line = File.ReadLines("/proc/kallsyms").FirstOrDefault(l => l.EndsWith(" " + name, StringComparison.Ordinal));
        return line is null ? null : Convert.ToUInt64(line.Split(' ')[0], 16);
    }
}

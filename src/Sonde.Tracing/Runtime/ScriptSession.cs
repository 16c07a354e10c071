using Sonde.Bpf;
using Sonde.Bpf.Buffers;
using Sonde.Bpf.Links;
using Sonde.Bpf.Programs;
using Sonde.Linux;
using Sonde.Tracing.Binding;
using Sonde.Tracing.Emit;
using Sonde.Tracing.Lowering;

namespace Sonde.Tracing.Runtime;

/// <summary>
/// A script in the kernel: its maps, programs and links, all owned by descriptors, so that they vanish with the process however it ends.
/// Runs begin, attaches, hands events to a handler until it is told to stop, runs end.
/// </summary>
public sealed class ScriptSession : IDisposable
{
    private static readonly TimeSpan LossInterval = TimeSpan.FromSeconds(1);

    private readonly CompiledScript _script;
    private readonly List<(CompiledProgram Compiled, BpfProgram Loaded)> _programs = [];
    private readonly List<BpfLink> _links = [];
    private RingBuffer? _events;

    private ScriptSession(CompiledScript script, MapSet maps)
    {
        _script = script;
        Maps = maps;
    }

    /// <summary>The maps, readable while the script runs and until this is disposed.</summary>
    public MapSet Maps { get; }

    /// <summary>How many probes it is attached to, begin and end included.</summary>
    public int ProbeCount => _script.Programs.Sum(p => p.Targets.Count);

    /// <summary>Makes maps and loads programs; nothing is attached yet.</summary>
    /// <param name="script">The script.</param>
    /// <param name="log">Gets what the verifier says of each program, or null.</param>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static ScriptSession Load(CompiledScript script, Action<string>? log = null)
    {
        ArgumentNullException.ThrowIfNull(script);
        ScriptSession session = new(script, MapSet.Create(script));
        try
        {
            if (session.Maps.Find(MapPurpose.Events) is { } map)
                session._events = RingBuffer.Open(map);
            foreach (CompiledProgram program in script.Programs)
                session._programs.Add((program, session.Load(program, log)));
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs the begin probes, then attaches all others.</summary>
    /// <param name="process">The process that user probes watch, or -1 for all.</param>
    /// <exception cref="BpfException">The kernel refuses to attach one.</exception>
    public void Start(int process = -1)
    {
        Maps.Set(SettingKind.StartNanoseconds, (long)Clock.SinceBoot.TotalNanoseconds);
        foreach ((CompiledProgram compiled, BpfProgram loaded) in _programs.Where(p => p.Compiled.Kind == ProbeKind.Begin))
            RunOnce(compiled, loaded);
        foreach ((CompiledProgram compiled, BpfProgram loaded) in _programs)
        {
            foreach (ProbeTarget target in compiled.Targets)
                Attach(loaded, target, process);
        }
    }

    /// <summary>Hands events to <paramref name="handle"/> until it returns false, or <paramref name="cancellation"/> is cancelled.</summary>
    /// <param name="handle">Takes an event; false ends.</param>
    /// <param name="everySecond">Called about once a second, for counts of losses; false ends.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public void Run(Func<ReadOnlySpan<byte>, bool> handle, Func<bool> everySecond, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(handle);
        ArgumentNullException.ThrowIfNull(everySecond);
        if (_events is null)
        {
            while (!cancellation.IsCancellationRequested && everySecond())
                Clock.Wait(LossInterval, cancellation);
            return;
        }

        using CancellationTokenRegistration wake = cancellation.Register(_events.Wake);
        TimeSpan next = Clock.Monotonic + LossInterval;
        while (!cancellation.IsCancellationRequested)
        {
            if (!Drain(handle))
                return;
            if (Clock.Monotonic >= next)
            {
                if (!everySecond())
                    return;
                next = Clock.Monotonic + LossInterval;
            }

            _events.Wait(LossInterval);
        }
    }

    /// <summary>Detaches all, hands over what is still in the buffer where wanted, runs the end probes and hands over their events.</summary>
    /// <param name="handle">Takes an event; what it returns is ignored.</param>
    /// <param name="wantsRest">False where the script itself has ended, so that only end's events count.</param>
    public void Stop(Func<ReadOnlySpan<byte>, bool> handle, bool wantsRest)
    {
        foreach (BpfLink link in _links)
            link.Dispose();
        _links.Clear();
        Drain(wantsRest ? handle : static _ => true);
        foreach ((CompiledProgram compiled, BpfProgram loaded) in _programs.Where(p => p.Compiled.Kind == ProbeKind.End))
            RunOnce(compiled, loaded);
        Drain(handle);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (BpfLink link in _links)
            link.Dispose();
        foreach ((_, BpfProgram loaded) in _programs)
            loaded.Dispose();
        _events?.Dispose();
        Maps.Dispose();
    }

    private bool Drain(Func<ReadOnlySpan<byte>, bool> handle)
    {
        if (_events is null)
            return true;
        foreach (ReadOnlySpan<byte> record in _events.Records)
        {
            if (!handle(record))
                return false;
        }

        return true;
    }

    private static void RunOnce(CompiledProgram compiled, BpfProgram loaded)
    {
        for (int i = 0; i < compiled.Targets.Count; i++)
            loaded.TestRun();
    }

    private BpfProgram Load(CompiledProgram program, Action<string>? log)
    {
        EmittedProgram emitted = ProgramEmitter.Emit(program.Function, EmitOptions.Portable);
        (BpfProgramType type, BpfAttachType attach) = TypeOf(program.Kind);
        BpfProgramDefinition definition = new()
        {
            Type = type,
            ExpectedAttachType = attach,
            AttachBtfId = program.Kind is ProbeKind.RawTracepoint or ProbeKind.Fentry or ProbeKind.Fexit ? program.Targets[0].BtfId : 0,
            Name = program.Function.Name,
            Instructions = emitted.Code.Link(id => Maps[id].Descriptor.Number),
            LogLevel = log is null ? 0 : 1,
        };
        BpfProgram loaded = emitted.Functions.Count > 1 ? LoadDescribed(definition, emitted) : LoadPlain(definition, emitted);
        log?.Invoke($"{program.Targets[0].Name}:\n{loaded.VerifierLog}");
        return loaded;
    }

    private BpfProgram LoadPlain(BpfProgramDefinition definition, EmittedProgram emitted)
    {
        try
        {
            return BpfProgram.Load(definition);
        }
        catch (VerifierException)
        {
            // Once more with the script's lines, so that the message quotes them.
            return LoadDescribed(definition, emitted);
        }
    }

    private BpfProgram LoadDescribed(BpfProgramDefinition definition, EmittedProgram emitted)
    {
        ProgramInformation information = ProgramInformation.Of(emitted, _script.Bound.Source);
        using FileDescriptor types = BtfObject.Load(information.Btf);
        return BpfProgram.Load(definition with { Btf = types, FunctionInfo = information.FunctionInfo, LineInfo = information.LineInfo });
    }

    private static (BpfProgramType Type, BpfAttachType Attach) TypeOf(ProbeKind kind) => kind switch
    {
        ProbeKind.Begin or ProbeKind.End or ProbeKind.Self => (BpfProgramType.RawTracepoint, default),
        ProbeKind.Tracepoint => (BpfProgramType.Tracepoint, default),
        ProbeKind.RawTracepoint => (BpfProgramType.Tracing, BpfAttachType.TraceRawTracepoint),
        ProbeKind.Fentry => (BpfProgramType.Tracing, BpfAttachType.TraceFunctionEntry),
        ProbeKind.Fexit => (BpfProgramType.Tracing, BpfAttachType.TraceFunctionExit),
        ProbeKind.Kprobe or ProbeKind.Kretprobe or ProbeKind.Uprobe or ProbeKind.Uretprobe or ProbeKind.Usdt => (BpfProgramType.KernelProbe, default),
        _ => (BpfProgramType.PerfEvent, default),
    };

    private void Attach(BpfProgram program, ProbeTarget target, int process)
    {
        switch (target.Kind)
        {
            case ProbeKind.Tracepoint:
                _links.Add(Tracepoints.Attach(program, target.Category, target.Event));
                break;
            case ProbeKind.RawTracepoint or ProbeKind.Fentry or ProbeKind.Fexit:
                _links.Add(TracingLinks.Attach(program));
                break;
            case ProbeKind.Interval:
                _links.Add(PerfEvents.AttachInterval(program, Period(target)));
                break;
            case ProbeKind.Profile:
                _links.AddRange(PerfEvents.AttachEachCpu(program, target.Event == "hz" ? PerfEventDefinition.Timer((int)target.Number) : PerfEventDefinition.Timer(Period(target)), process));
                break;
            case ProbeKind.Software or ProbeKind.Hardware:
                _links.AddRange(PerfEvents.AttachEachCpu(program, PerfEventNames.Find(target.Kind, target.Event, target.Number)!, process));
                break;
            case ProbeKind.Uprobe or ProbeKind.Uretprobe or ProbeKind.Usdt:
                _links.Add(UserProbes.Attach(program, target.Category, target.FileOffset, target.Kind == ProbeKind.Uretprobe, process, target.SemaphoreOffset));
                break;
            case ProbeKind.Kprobe or ProbeKind.Kretprobe:
                _links.Add(KernelProbes.Attach(program, target.Event, (ulong)target.Number, target.Kind == ProbeKind.Kretprobe));
                break;
        }
    }

    private static TimeSpan Period(ProbeTarget target) => target.Event == "hz" ? TimeSpan.FromSeconds(1.0 / target.Number) : TimeSpan.FromTicks(Math.Max(1, target.Number / 100));
}

using Sonde.Bpf.Programs;
using Sonde.Linux;
using Sonde.Linux.Events;

namespace Sonde.Bpf.Links;

/// <summary>Attaches <see cref="BpfProgramType.PerfEvent"/> programs to counters and timers.</summary>
public static class PerfEvents
{
    private const string NoSuchCounter = "this machine does not have the event; virtual machines often have no hardware counters at all.";

    /// <summary>Attaches on one CPU, or to one process on whatever CPU it runs.</summary>
    /// <param name="program">The program.</param>
    /// <param name="definition">The event.</param>
    /// <param name="cpu">The CPU's number; -1 for all, of one process.</param>
    /// <param name="process">The process or thread; -1 for all.</param>
    /// <param name="cookie">What bpf_get_attach_cookie returns; not 0 needs Linux 5.15.</param>
    /// <exception cref="BpfException">The machine lacks the event, or the kernel refuses.</exception>
    public static BpfLink Attach(BpfProgram program, PerfEventDefinition definition, int cpu, int process = -1, ulong cookie = 0)
    {
        PerfEventRequest request = new()
        {
            Type = definition.Type,
            Config = definition.Config,
            SamplePeriod = definition.Period,
            SampleFrequency = definition.Period == 0 ? definition.Frequency : 0,
            Config1 = definition.Address,
            Config2 = definition.AddressLength,
            BreakpointType = definition.BreakpointType,
            StartsDisabled = true,
            Process = process,
            Cpu = cpu,
        };
        string target = cpu < 0 ? definition.Name : $"{definition.Name} on CPU {cpu}";
        return BpfLink.ToPerfEvent(program, BpfLink.Open(request, target, NoSuchCounter), cookie, target);
    }

    /// <summary>Attaches on each CPU that is online.</summary>
    /// <inheritdoc cref="Attach"/>
    public static BpfLink[] AttachEachCpu(BpfProgram program, PerfEventDefinition definition, int process = -1, ulong cookie = 0)
    {
        List<BpfLink> links = [];
        try
        {
            foreach (int cpu in ProcessorList.Online)
                links.Add(Attach(program, definition, cpu, process, cookie));
            return [.. links];
        }
        catch (BpfException)
        {
            links.ForEach(link => link.Dispose());
            throw;
        }
    }

    /// <summary>Attaches to a timer on one CPU, the first that is online.</summary>
    /// <inheritdoc cref="Attach"/>
    public static BpfLink AttachInterval(BpfProgram program, TimeSpan period, ulong cookie = 0) =>
        Attach(program, PerfEventDefinition.Timer(period), ProcessorList.Online[0], -1, cookie);
}

using Sonde.Incidents.Tests.Machine;
using Sonde.Testing;

namespace Sonde.Incidents.Tests;

/// <summary>
/// Causes faults on this machine, one after the other, and lets the published binary find them. A verdict that is wrong while other people's work keeps
/// the CPUs busy proves nothing, so that it is tried again.
/// </summary>
public sealed class IncidentLab
{
    private const int MostTries = 3;
    private const double MostWorkOfOthers = 0.1;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);
    private readonly FaultPrograms _programs = new();

    /// <summary>Causes the fault; the first finding must name it and its culprit.</summary>
    internal void Prove(Incident incident) => Try(incident.Program, incident, (run, pid) => Verdicts.OnIncident(incident, run, pid));

    /// <summary>Runs a program that makes the machine busy and not ill; there must be no finding above info.</summary>
    internal void ProveHealthy(string program) => Try(program, new Incident(program), (run, _) => Verdicts.OnHealthyMachine(run));

    /// <summary>Watches the machine as it is; there must be no finding above info.</summary>
    internal void ProveQuiet() => Try("quiet", incident: null, (run, _) => Verdicts.OnHealthyMachine(run));

    private void Try(string name, Incident? incident, Func<TriageRun, int, string?> judge)
    {
        Assert.SkipWhen(PublishedBinary.Missing is not null, PublishedBinary.Missing ?? "");
        Assert.SkipWhen(incident is not null && _programs.Missing is not null, _programs.Missing ?? "");
        for (int number = 1; ; number++)
        {
            CalmMachine.Wait();
            (TriageRun run, int pid, double others) = incident is null ? Watch(0, null) : WatchFault(incident);
            run.Save(name);
            string? wrong = judge(run, pid);
            if (wrong is null)
                return;
            // A second look on a calm machine: the fault itself may have come and gone around the first.
            if (others < MostWorkOfOthers && number > 1)
                Assert.Fail($"{wrong}\n\n{run.Markdown()}");
            if (number == MostTries)
                Assert.Skip($"other work took {others:P0} of the CPUs, also in try {number}: {wrong}");
        }
    }

    private (TriageRun Run, int Pid, double Others) WatchFault(Incident incident)
    {
        IReadOnlySet<string> before = FaultTraces.TakeUnnamed();
        int pid;
        (TriageRun Run, int Pid, double Others) seen;
        using (RunningFault fault = RunningFault.Start(_programs.PathOf(incident.Program), incident.Age + (Window * 12), incident.Arguments))
        {
            pid = fault.Pid;
            Thread.Sleep(incident.Age);
            seen = Watch(pid, incident.InNetworkNamespace ? pid : null);
            fault.AssertRunning();
        }

        IReadOnlyList<string> left = FaultTraces.LeftSince(before, pid);
        Assert.True(left.Count == 0, $"{incident.Program} left behind: {string.Join("; ", left)}");
        return seen;
    }

    private (TriageRun Run, int Pid, double Others) Watch(int pid, int? networkNamespaceOf)
    {
        CpuTicks start = CpuTicks.Read(pid);
        TriageRun run = SondeBinary.Triage(Window, networkNamespaceOf);
        return (run, pid, CpuTicks.Read(pid).OthersShareSince(start));
    }
}

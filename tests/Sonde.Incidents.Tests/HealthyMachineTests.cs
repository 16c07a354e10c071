namespace Sonde.Incidents.Tests;

/// <summary>Machines with nothing to report: quiet ones, and busy ones whose work gets what it needs.</summary>
public sealed class HealthyMachineTests(IncidentLab lab)
{
    [Fact]
    public void A_quiet_machine_raises_no_alarm() => lab.ProveQuiet();

    [Fact]
    public void A_build_at_nice_19_on_every_cpu_raises_no_alarm() => lab.ProveHealthy("healthy-build");

    [Fact]
    public void A_sequential_copy_that_nobody_waits_for_raises_no_alarm() => lab.ProveHealthy("healthy-copy");

    [Fact]
    public void A_web_server_at_half_load_raises_no_alarm() => lab.ProveHealthy("healthy-web");
}

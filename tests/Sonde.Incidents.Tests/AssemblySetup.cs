using Sonde.Incidents.Tests;

// There is one machine, so there is one incident at a time.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly, DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(IncidentLab))]

using Sonde.Testing;

namespace Sonde.Tests.Commands;

/// <summary>Recorded trees with random damage: whatever is in them, a report comes out, and it can be read.</summary>
public sealed class DamagedTreeTests
{
    private const int Seeds = 1000;

    [Fact]
    public void Triage_of_randomly_damaged_trees_always_reports()
    {
        using RecordedMachine machine = new(mostProcesses: 12);
        IReadOnlyList<string> files = machine.Files();
        string[] important = [.. files.Where(f => f.StartsWith("/proc/", StringComparison.Ordinal) && !f.StartsWith("/proc/sys/", StringComparison.Ordinal) && !char.IsAsciiDigit(f[6]))];
        List<string> failures = [];
        for (int seed = 0; seed < Seeds; seed++)
        {
            Random random = new(seed);
            List<string> damaged = [];
            for (int i = random.Next(1, 40); i > 0; i--)
            {
                string path = random.Next(3) == 0 ? files[random.Next(files.Count)] : important[random.Next(important.Length)];
                string sample = machine.Samples[random.Next(2)];
                damaged.Add(path);
                machine.Edit(sample, path, text => text.Length == 0 ? [] : HostileText.Damage(text, random));
            }

            try
            {
                SondeRun call = SondeRun.Of(["triage", "--json", .. machine.Arguments]);
                ReadableReport.Check(call);
            }
            catch (Exception problem)
            {
                failures.Add($"seed {seed}: {problem.Message}\n  damaged: {string.Join(' ', damaged)}");
            }

            machine.Restore();
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {Seeds} fail, among them:\n{string.Join('\n', failures.Take(30))}");
    }
}

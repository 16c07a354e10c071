using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Ranking;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules;
using Sonde.Diagnosis.Use;
using Sonde.Proc;

namespace Sonde.Diagnosis;

/// <summary>Turns an observation into a report: the USE table, the findings of all rules in rank order, what is ruled out and what could not be seen.</summary>
public static class Diagnostician
{
    /// <summary>Judges <paramref name="observation"/> for the command of that name.</summary>
    /// <param name="command">The command, such as triage.</param>
    /// <param name="observation">What was seen.</param>
    /// <param name="cost">Gives what watching and judging cost; asked last.</param>
    public static Report Judge(string command, Observation observation, Func<ObservationCost> cost)
    {
        Judgement judgement = RuleBook.Judge(observation);
        IReadOnlyList<ResourceRow> resources = UseTable.Build(observation);
        IEnumerable<Unavailable> unseen = observation.Unavailable.Concat(SurveyReasons(observation)).Select(u => new Unavailable(u.What, u.Because, u.Remedy));
        return new Report
        {
            Command = command,
            Host = observation.Host,
            Window = observation.Window,
            Resources = resources,
            Findings = FindingRanking.Rank(judgement.Findings),
            RuledOut = judgement.RuledOut,
            Unavailable = [.. unseen.Concat(judgement.Unavailable).DistinctBy(u => (u.What, u.Because))],
            Cost = cost(),
        };
    }

    private static IEnumerable<Unavailability> SurveyReasons(Observation observation)
    {
        Unavailability?[] reasons = [observation.KernelLog.Unavailability, observation.Sockets.Unavailability, observation.Cgroups.Unavailability, observation.Exits.Unavailability];
        return reasons.OfType<Unavailability>().Concat(observation.FileSystems.Select(f => f.Unavailability).OfType<Unavailability>());
    }
}

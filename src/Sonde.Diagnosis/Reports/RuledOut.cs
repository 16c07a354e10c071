namespace Sonde.Diagnosis.Reports;

/// <summary>A suspicion that the evidence does not support.</summary>
/// <param name="Question">The question, such as "Is the network losing packets?".</param>
/// <param name="Answer">The answer in a few words, such as "no: 0.00 % of segments were sent again".</param>
/// <param name="Evidence">The values behind the answer.</param>
public sealed record RuledOut(string Question, string Answer, IReadOnlyList<Evidence> Evidence);

using System.Text.Json;

namespace Sonde.Peers.Tests;

/// <summary>The documents of -o JSON beside sysstat's: the same members in the same places, numbers where it has numbers.</summary>
public sealed class SysstatJsonTests
{
    [Theory]
    [InlineData("mpstat -A -T -o JSON 1 1")]
    [InlineData("mpstat -o JSON 1 2")]
    [InlineData("mpstat -I SUM -P 0 -o JSON")]
    [InlineData("iostat -o JSON 1 2")]
    [InlineData("iostat -x -t -m -o JSON")]
    [InlineData("iostat -x -s -d -g group -o JSON")]
    [InlineData("iostat -c -o JSON")]
    public void Document_has_the_shape_of_sysstat(string command) => SideBySide.Compare(command, static (sonde, tool, differences) =>
    {
        using JsonDocument ours = JsonDocument.Parse(sonde);
        using JsonDocument theirs = JsonDocument.Parse(tool);
        CompareShape("", ours.RootElement, theirs.RootElement, differences);
    });

    // Of rows only the first is looked at: a device or an interrupt may appear between the two runs.
    private static void CompareShape(string path, JsonElement ours, JsonElement theirs, Differences differences)
    {
        differences.Compare(path, ours.ValueKind.ToString(), theirs.ValueKind.ToString());
        if (ours.ValueKind != theirs.ValueKind)
            return;
        if (theirs.ValueKind == JsonValueKind.Object)
        {
            differences.Compare(path, Names(ours), Names(theirs));
            foreach (JsonProperty member in theirs.EnumerateObject())
            {
                if (ours.TryGetProperty(member.Name, out JsonElement value))
                    CompareShape($"{path}/{member.Name}", value, member.Value, differences);
            }
        }
        else if (theirs.ValueKind == JsonValueKind.Array && theirs.GetArrayLength() > 0 && ours.GetArrayLength() > 0)
        {
            CompareShape(path + "/0", ours[0], theirs[0], differences);
        }
    }

    // The order of members has no meaning in JSON.
    private static string Names(JsonElement value) => string.Join(' ', value.EnumerateObject().Select(static m => m.Name).Order(StringComparer.Ordinal));
}

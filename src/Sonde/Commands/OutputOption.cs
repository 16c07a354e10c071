using System.CommandLine;
using Sonde.Views;

namespace Sonde.Commands;

/// <summary>The option -o JSON of sysstat: its document, not Sonde's.</summary>
internal sealed class OutputOption : Option<string?>
{
    /// <summary>Declares it.</summary>
    public OutputOption()
        : base("-o")
    {
        Description = "Print the JSON document of sysstat; --json has all fields, and averages.";
        HelpName = "JSON";
        CustomParser = static result =>
        {
            if (result.Tokens is not [{ Value: "JSON" }])
                result.AddError("-o takes JSON");
            return "JSON";
        };
    }

    /// <summary>The form of output: this option's where it is given, else <paramref name="other"/>.</summary>
    public ViewOutput Choose(ParseResult arguments, ViewOutput other) => arguments.GetResult(this) is null ? other : ViewOutput.SysstatJson;
}

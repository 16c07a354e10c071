using System.CommandLine;

namespace Sonde.Commands;

/// <summary>The option -o JSON of sysstat, another way to say --json.</summary>
internal sealed class OutputOption : Option<bool>
{
    /// <summary>Declares it.</summary>
    public OutputOption()
        : base("-o")
    {
        Description = "JSON: the same as --json.";
        HelpName = "FORMAT";
        Arity = ArgumentArity.ExactlyOne;
        CustomParser = static result =>
        {
            if (result.Tokens is [{ Value: "JSON" }])
                return true;
            result.AddError("-o takes JSON");
            return false;
        };
    }
}

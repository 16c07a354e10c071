using System.CommandLine;

namespace Sonde.Commands;

/// <summary>The option --dec=N that all sysstat views take.</summary>
internal sealed class DecimalsOption : Option<int?>
{
    /// <summary>Declares it.</summary>
    public DecimalsOption()
        : base("--dec")
    {
        Description = "Digits after the point: 0, 1 or 2.";
        HelpName = "N";
        CustomParser = static result =>
        {
            if (result.Tokens is [{ Value: "0" or "1" or "2" } token])
                return token.Value[0] - '0';
            result.AddError("--dec takes 0, 1 or 2");
            return null;
        };
    }
}

using System.CommandLine;
using System.Text;
using Sonde.Diagnosis.Findings;

namespace Sonde.CommandLine;

/// <summary>Writes completion scripts out of the command tree, so that a new command or option completes without further work.</summary>
internal static class CompletionScript
{
    /// <summary>The shells that scripts are written for.</summary>
    public static IReadOnlyList<string> Shells => ["bash", "zsh", "fish"];

    /// <summary>The script for <paramref name="shell"/>, one of <see cref="Shells"/>.</summary>
    public static string Write(RootCommand root, string shell) => shell switch
    {
        "zsh" => "#compdef sonde\nautoload -U +X bashcompinit && bashcompinit\n" + Bash(root),
        "fish" => Fish(root),
        _ => Bash(root),
    };

    private static string Bash(RootCommand root)
    {
        StringBuilder script = new();
        script.Append("_sonde() {\n    local word=${COMP_WORDS[COMP_CWORD]}\n    if [ \"$COMP_CWORD\" -eq 1 ]; then\n");
        script.Append($"        COMPREPLY=($(compgen -W '{string.Join(' ', Commands(root).Select(c => c.Name))} --help --version' -- \"$word\"))\n        return\n    fi\n");
        script.Append("    case ${COMP_WORDS[1]} in\n");
        foreach (SondeCommand command in Commands(root))
            script.Append($"        {command.Name}) COMPREPLY=($(compgen -W '{string.Join(' ', Words(command))}' -- \"$word\")) ;;\n");
        script.Append("    esac\n    [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- \"$word\"))\n}\ncomplete -F _sonde sonde\n");
        return script.ToString();
    }

    private static string Fish(RootCommand root)
    {
        StringBuilder script = new("complete -c sonde -f\n");
        foreach (SondeCommand command in Commands(root))
        {
            script.Append($"complete -c sonde -n __fish_use_subcommand -a {command.Name} -d '{Quote(command.Description ?? "")}'\n");
            string condition = $"complete -c sonde -n '__fish_seen_subcommand_from {command.Name}'";
            foreach (Option option in command.Options.Where(o => !o.Hidden))
            {
                string value = option.ValueType == typeof(bool) ? "" : " -r -F";
                foreach (string name in option.Aliases.Prepend(option.Name).Distinct())
                    script.Append($"{condition} {(name.StartsWith("--", StringComparison.Ordinal) ? "-l" : name.Length == 2 ? "-s" : "-o")} {name.TrimStart('-')}{value} -d '{Quote(option.Description ?? "")}'\n");
            }

            if (command.Name == "explain")
                script.Append($"{condition} -a '{string.Join(' ', FindingCatalogue.All)}'\n");
        }

        return script.ToString();
    }

    private static IEnumerable<SondeCommand> Commands(RootCommand root) => root.Subcommands.OfType<SondeCommand>().Where(c => !c.Hidden);

    private static IEnumerable<string> Words(SondeCommand command)
    {
        IEnumerable<string> options = command.Options.Where(o => !o.Hidden).SelectMany(o => o.Aliases.Prepend(o.Name)).Append("--help").Distinct();
        return command.Name == "explain" ? options.Concat(FindingCatalogue.All) : options;
    }

    private static string Quote(string text) => text.Replace("'", "\\'", StringComparison.Ordinal);
}

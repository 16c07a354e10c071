using System.Text;

namespace Sonde.Proc.Kernel;

/// <summary>
/// The arguments that the boot loader gave to the kernel. Blanks separate, double quotes hold a value with blanks together, and what follows "--" is for
/// init. Source: /proc/cmdline, kernel/params.c (next_arg), Documentation/admin-guide/kernel-parameters.rst.
/// </summary>
public sealed class KernelCommandLine : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/cmdline";

    private readonly List<KernelArgument> _arguments = [];
    private byte[]? _parsed;

    /// <summary>The whole line.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The kernel's arguments in order; a name may occur more than once.</summary>
    public IReadOnlyList<KernelArgument> Arguments => _arguments;

    /// <summary>What follows "--", for init; empty where nothing does.</summary>
    public string InitArguments { get; private set; } = "";

    /// <summary>
    /// The last value of argument <paramref name="name"/>, which is mostly the one that counts; null where it is absent or bare. Hyphen and underscore are the same in a name.
    /// </summary>
    public string? this[string name] => _arguments.FindLast(argument => SameName(argument.Name, name)).Value;

    /// <summary>True where argument <paramref name="name"/> was given, with a value or without.</summary>
    public bool Contains(string name) => _arguments.Exists(argument => SameName(argument.Name, name));

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        // The line never changes while the machine is up.
        if (_parsed is not null && text.SequenceEqual(_parsed))
            return;
        _arguments.Clear();
        InitArguments = "";
        Text = Encoding.UTF8.GetString(text).TrimEnd('\n');
        ReadOnlySpan<char> rest = Text;
        while (TryTakeArgument(ref rest, out ReadOnlySpan<char> argument))
        {
            if (argument is "--")
            {
                InitArguments = rest.Trim().ToString();
                break;
            }

            _arguments.Add(Split(argument));
        }

        _parsed = text.ToArray();
    }

    private static bool TryTakeArgument(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> argument)
    {
        rest = rest.TrimStart();
        bool quoted = false;
        int end = 0;
        for (; end < rest.Length; end++)
        {
            if (rest[end] == '"')
                quoted = !quoted;
            else if (!quoted && char.IsWhiteSpace(rest[end]))
                break;
        }

        argument = rest[..end];
        rest = rest[end..];
        return end > 0;
    }

    private static KernelArgument Split(ReadOnlySpan<char> argument)
    {
        // Quotes may stand around the whole ("a=b c") or around the value (a="b c").
        ReadOnlySpan<char> bare = Unquote(argument);
        int equals = bare.IndexOf('=');
        return equals < 0
            ? new KernelArgument(bare.ToString(), null)
            : new KernelArgument(bare[..equals].ToString(), Unquote(bare[(equals + 1)..]).ToString());
    }

    private static ReadOnlySpan<char> Unquote(ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || text[0] != '"')
            return text;
        text = text[1..];
        return text.Length > 0 && text[^1] == '"' ? text[..^1] : text;
    }

    private static bool SameName(string left, string right)
    {
        if (left.Length != right.Length)
            return false;
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i] && !(left[i] is '-' or '_' && right[i] is '-' or '_'))
                return false;
        }

        return true;
    }
}

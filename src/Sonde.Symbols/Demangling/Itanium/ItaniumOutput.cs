using System.Text;

namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>The readable name as it grows, with the little that printing has to remember.</summary>
internal sealed class ItaniumOutput
{
    // A name of a few letters can stand for gigabytes, by naming its own parts again and again.
    private const int Longest = 1 << 16;
    private const int Deepest = 1000;
    private const int MostSteps = 1 << 20;

    private readonly StringBuilder _text = new();
    private int _depth;
    private int _steps;

    /// <summary>The element of parameter packs that is printed; -1 outside of an expansion.</summary>
    internal int PackIndex { get; set; } = -1;

    /// <summary>The elements of the pack that the present expansion has met; -1 where it has met none.</summary>
    internal int PackLength { get; set; } = -1;

    /// <summary>Above 0 inside the parameters of a lambda, where a template parameter is an "auto".</summary>
    internal int LambdaDepth { get; set; }

    internal int Length => _text.Length;

    /// <summary>The character that was added last, also where it was cut off again: c++filt forgets to look behind a comma that it takes back.</summary>
    internal char Last { get; private set; }

    internal ItaniumOutput Add(string text)
    {
        if (_text.Length + text.Length > Longest)
            throw new ItaniumFormatException("too long");
        _text.Append(text);
        if (text.Length > 0)
            Last = text[^1];
        return this;
    }

    /// <summary>Takes back what was added behind <paramref name="length"/> characters.</summary>
    internal void Cut(int length) => _text.Length = length;

    /// <summary>Takes it back as if it had never been added.</summary>
    internal void Cut(int length, char last)
    {
        Cut(length);
        Last = last;
    }

    internal void Enter()
    {
        if (++_depth > Deepest || ++_steps > MostSteps)
            throw new ItaniumFormatException("too deep or too many parts");
    }

    internal void Leave() => _depth--;

    public override string ToString() => _text.ToString();
}

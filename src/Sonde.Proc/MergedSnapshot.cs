namespace Sonde.Proc;

/// <summary>
/// Values of one kind that the kernel spreads over several files, such as /proc/net/snmp and /proc/net/netstat. A file that is missing leaves
/// its values out and says why; the snapshot as a whole is unavailable only where all are missing.
/// </summary>
public abstract class MergedSnapshot : KernelSnapshot
{
    private Unavailability?[] _partUnavailability = [];

    /// <summary>Why each file of the last load gave no values, in the order of the files; null where it did.</summary>
    public ReadOnlySpan<Unavailability?> PartUnavailability => _partUnavailability;

    /// <inheritdoc/>
    public sealed override void Parse(ReadOnlySpan<byte> text)
    {
        Begin();
        ParsePart(text);
    }

    /// <summary>Reads all <paramref name="files"/> anew, as <see cref="KernelSnapshot.Load(KernelFile)"/> does one.</summary>
    /// <returns>True where at least one file gave values.</returns>
    public bool Load(params ReadOnlySpan<KernelFile> files)
    {
        if (_partUnavailability.Length != files.Length)
            _partUnavailability = new Unavailability?[files.Length];
        Begin();
        bool any = false;
        for (int i = 0; i < files.Length; i++)
        {
            _partUnavailability[i] = TryLoadPart(files[i]);
            any |= _partUnavailability[i] is null;
        }

        if (any)
            MarkAvailable();
        else
            MarkUnavailable(_partUnavailability.Length > 0 ? _partUnavailability[0]! : new Unavailability(GetType().Name, "no file was named", ""));
        return any;
    }

    /// <summary>Forgets the values of the last load.</summary>
    protected abstract void Begin();

    /// <summary>Adds the values of one file.</summary>
    /// <exception cref="KernelTextException">The text is not of this format.</exception>
    protected abstract void ParsePart(ReadOnlySpan<byte> text);

    private Unavailability? TryLoadPart(KernelFile file)
    {
        if (!file.TryRead(out ReadOnlySpan<byte> text, out Unavailability? reason))
            return reason;
        try
        {
            ParsePart(text);
            return null;
        }
        catch (KernelTextException problem)
        {
            return new Unavailability(file.Path, problem.Message, "");
        }
    }
}

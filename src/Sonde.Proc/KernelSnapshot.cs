namespace Sonde.Proc;

/// <summary>
/// One kernel text file as typed values. An instance is reused from sample to sample, so that parsing allocates nothing once its
/// arrays have grown. To add a file: derive, name its path, parse its text by the kernel's names, and keep unknown lines harmless.
/// </summary>
public abstract class KernelSnapshot
{
    /// <summary>Why the last load gave no values, or null where it did.</summary>
    public Unavailability? Unavailability { get; private set; }

    /// <summary>True where the values are of the last load.</summary>
    public bool IsAvailable => Unavailability is null;

    /// <summary>Replaces the values by those of <paramref name="text"/>.</summary>
    /// <exception cref="KernelTextException">The text is not of this format.</exception>
    public abstract void Parse(ReadOnlySpan<byte> text);

    /// <summary>Reads <paramref name="file"/> anew. A missing, forbidden or garbled file makes the snapshot unavailable; nothing is thrown.</summary>
    /// <returns>True where values are available.</returns>
    public bool Load(KernelFile file)
    {
        Unavailability = file.TryRead(out ReadOnlySpan<byte> text, out Unavailability? reason) ? WhyUnparsed(file, text) : reason;
        return Unavailability is null;
    }

    /// <summary>Marks the snapshot as not measured.</summary>
    public void MarkUnavailable(Unavailability reason) => Unavailability = reason;

    /// <summary>Marks the snapshot as measured, for those that are read from several files.</summary>
    protected void MarkAvailable() => Unavailability = null;

    private Unavailability? WhyUnparsed(KernelFile file, ReadOnlySpan<byte> text)
    {
        try
        {
            Parse(text);
            return null;
        }
        catch (KernelTextException problem)
        {
            return new Unavailability(file.Path, problem.Message, "");
        }
    }
}

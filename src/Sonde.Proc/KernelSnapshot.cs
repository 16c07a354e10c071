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
        Unavailability = null;
        if (!file.TryRead(out ReadOnlySpan<byte> text, out Unavailability? reason))
        {
            Unavailability = reason;
            return false;
        }

        try
        {
            Parse(text);
            return true;
        }
        catch (KernelTextException problem)
        {
            Unavailability = new Unavailability(file.Path, problem.Message, "");
            return false;
        }
    }

    /// <summary>Marks the snapshot as not measured.</summary>
    public void MarkUnavailable(Unavailability reason) => Unavailability = reason;
}

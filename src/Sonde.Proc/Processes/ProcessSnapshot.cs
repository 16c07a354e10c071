namespace Sonde.Proc.Processes;

/// <summary>A <see cref="KernelSnapshot"/> of a file that each process has.</summary>
public abstract class ProcessSnapshot : KernelSnapshot
{
    /// <summary>The file's name below /proc/PID, such as status.</summary>
    public abstract string FileName { get; }

    /// <summary>
    /// Reads the file of process <paramref name="pid"/> once. A process that is gone makes the snapshot unavailable; nothing is thrown.
    /// </summary>
    /// <returns>True where values are available.</returns>
    public bool Load(LinuxRoot root, int pid)
    {
        using KernelFile file = new(root, $"/proc/{pid}/{FileName}");
        return Load(file);
    }

    /// <summary>Reads the file of thread <paramref name="tid"/> once.</summary>
    /// <returns>True where values are available.</returns>
    public bool Load(LinuxRoot root, int pid, int tid)
    {
        using KernelFile file = new(root, $"/proc/{pid}/task/{tid}/{FileName}");
        return Load(file);
    }

    /// <summary>Parses <paramref name="text"/>; false where it is not of this format.</summary>
    internal bool TryParse(ReadOnlySpan<byte> text)
    {
        try
        {
            Parse(text);
            return true;
        }
        catch (KernelTextException)
        {
            return false;
        }
    }
}

using System.Buffers.Text;

namespace Sonde.Linux;

/// <summary>Which CPUs there are. Source: /sys/devices/system/cpu, Documentation/admin-guide/cputopology.rst.</summary>
public static class ProcessorList
{
    /// <summary>How many CPUs the kernel has room for; the values of a per-CPU map are that many.</summary>
    /// <exception cref="LinuxException">sysfs is not there.</exception>
    public static int PossibleCount { get; } = Read("possible")[^1] + 1;

    /// <summary>The numbers of the CPUs that are online now, ascending.</summary>
    /// <exception cref="LinuxException">sysfs is not there.</exception>
    public static int[] Online => Read("online");

    /// <summary>The numbers in a list such as "0-3,8", ascending as given; what is no number ends the list.</summary>
    public static int[] Parse(ReadOnlySpan<byte> text)
    {
        List<int> numbers = [];
        while (Utf8Parser.TryParse(text, out int first, out int used))
        {
            text = text[used..];
            int last = first;
            if (text.Length > 0 && text[0] == '-' && Utf8Parser.TryParse(text[1..], out last, out used))
                text = text[(used + 1)..];
            // No machine has more; a damaged range shall not fill memory.
            for (int number = first; number <= last && numbers.Count < 65_536; number++)
                numbers.Add(number);
            if (text.Length == 0 || text[0] != ',')
                break;
            text = text[1..];
        }

        return [.. numbers];
    }

    private static int[] Read(string name)
    {
        string path = "/sys/devices/system/cpu/" + name;
        Span<byte> text = stackalloc byte[4096];
        Errno errno = FileDescriptor.TryOpen(path, out FileDescriptor? file);
        using (file)
        {
            int count = 0;
            if (errno.IsSuccess)
                errno = file!.Read(text, out count);
            int[] numbers = Parse(text[..count]);
            return numbers.Length > 0 ? numbers : throw new LinuxException("read", path, errno);
        }
    }
}

using Sonde.Bpf.Programs;
using Sonde.Linux;
using Sonde.Linux.Bpf;

namespace Sonde.Bpf.Links;

/// <summary>Iterators: programs that run for each task, map element, socket and so on when their descriptor is read. Linux 5.8.</summary>
public static class Iterators
{
    /// <summary>Attaches an iterator program.</summary>
    /// <param name="program">A tracing program loaded for <see cref="BpfAttachType.TraceIterator"/>.</param>
    /// <param name="information">union bpf_iter_link_info, which narrows what is iterated, such as a map's descriptor; empty for everything.</param>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static BpfLink Attach(BpfProgram program, ReadOnlySpan<byte> information = default)
    {
        Errno errno = BpfSystemCall.CreateIteratorLink(program.Descriptor, information, out FileDescriptor? link);
        return BpfLink.From(errno, link, program, $"iterator '{program.Name}'");
    }

    /// <summary>Opens one walk; reading it runs the program and gives what it printed, 0 bytes at the end.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static FileDescriptor Open(BpfLink link)
    {
        Errno errno = BpfSystemCall.CreateIterator(link.Descriptor, out FileDescriptor? iterator);
        return iterator ?? throw new BpfException($"read {link.Target}", errno);
    }

    /// <summary>One whole walk.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static byte[] Read(BpfLink link)
    {
        using FileDescriptor iterator = Open(link);
        byte[] text = new byte[64 * 1024];
        int length = 0;
        while (true)
        {
            Errno errno = iterator.Read(text.AsSpan(length), out int count);
            // A program may ask for another round before it prints.
            if (errno == Errno.TryAgain)
                continue;
            if (!errno.IsSuccess)
                throw new BpfException($"read {link.Target}", errno);
            if (count == 0)
                return text[..length];
            length += count;
            if (length == text.Length)
                Array.Resize(ref text, length * 2);
        }
    }
}

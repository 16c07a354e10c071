using System.Buffers.Text;
using Sonde.Linux;

namespace Sonde.Bpf.Links;

/// <summary>Numbers that the kernel tells in files of their own.</summary>
internal static class KernelNumber
{
    /// <summary>Reads the number in <paramref name="path"/>.</summary>
    internal static Errno TryRead(string path, out ulong number)
    {
        number = 0;
        Errno errno = FileDescriptor.TryOpen(path, out FileDescriptor? file);
        if (!errno.IsSuccess)
            return errno;
        using (file)
        {
            Span<byte> text = stackalloc byte[64];
            errno = file!.Read(text, out int count);
            if (errno.IsSuccess && !Utf8Parser.TryParse(text[..count], out number, out _))
                errno = Errno.InvalidArgument;
            return errno;
        }
    }
}

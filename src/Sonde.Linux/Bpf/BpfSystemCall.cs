using System.Text;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Bpf;

/// <summary>
/// bpf(2): the commands, each as a method that returns the kernel's error. Sizes of keys, values and records are the caller's to get right, since the
/// kernel alone knows the object's. Source: include/uapi/linux/bpf.h, kernel/bpf/syscall.c.
/// </summary>
public static unsafe partial class BpfSystemCall
{
    // The kernel gives up loading a program when a signal is pending, and wants to be asked again.
    private const int MostAttempts = 5;

    private const uint BPF_TRACE_ITER = 28;
    private const uint BPF_PERF_EVENT = 41;

    private static nint Invoke<T>(BpfCommand command, T* attributes)
        where T : unmanaged =>
        LibC.syscall(SyscallNumbers.bpf, (nint)command, (nint)attributes, sizeof(T), 0, 0, 0);

    private static Errno Call<T>(BpfCommand command, T* attributes)
        where T : unmanaged =>
        Invoke(command, attributes) < 0 ? Errno.Last() : Errno.Success;

    private static Errno Open<T>(BpfCommand command, T* attributes, out FileDescriptor? descriptor)
        where T : unmanaged
    {
        descriptor = null;
        nint number;
        int attempts = 0;
        do
            number = Invoke(command, attributes);
        while (number < 0 && Errno.Last() == Errno.TryAgain && ++attempts < MostAttempts);
        if (number < 0)
            return Errno.Last();
        descriptor = FileDescriptor.Adopt((int)number);
        return Errno.Success;
    }

    /// <summary>Text with the zero that the kernel wants.</summary>
    private static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');

    /// <summary>Writes a name of at most 15 of the characters that the kernel allows; others become underscores.</summary>
    private static void WriteName(byte* destination, string name)
    {
        for (int i = 0; i < Math.Min(name.Length, 15); i++)
            destination[i] = char.IsAsciiLetterOrDigit(name[i]) || name[i] is '_' or '.' ? (byte)name[i] : (byte)'_';
    }
}

using System.Runtime.InteropServices;

namespace Sonde.Bpf.Tests.Links;

/// <summary>Functions of the C library: called by the tests, and found for probes on them.</summary>
internal static class NativeFunction
{
    public static nint GetPid => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 172 : 39;

    /// <summary>The calling thread's number; a performance event of a process counts its first thread alone.</summary>
    public static int ThreadId => (int)SystemCall(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 178 : 186);

    [DllImport("libc")]
    public static extern int getppid();

    [DllImport("libc", EntryPoint = "syscall")]
    public static extern nint SystemCall(nint number);

    /// <summary>The C library that this process runs on, and where the function is in that file.</summary>
    public static (string Path, ulong Offset) Find(string name)
    {
        nint address = NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), name);
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string[] range = fields[0].Split('-');
            nint start = nint.Parse(range[0], System.Globalization.NumberStyles.HexNumber);
            if (address >= start && address < nint.Parse(range[1], System.Globalization.NumberStyles.HexNumber))
                return (fields[5], (ulong)(address - start) + ulong.Parse(fields[2], System.Globalization.NumberStyles.HexNumber));
        }

        throw new InvalidOperationException($"{name} is not in the memory map");
    }
}

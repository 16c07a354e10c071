using System.Diagnostics;
using Sonde.Bpf.Links;
using Sonde.Bpf.Maps;
using Sonde.Bpf.Programs;

namespace Sonde.Bpf.Tests.Links;

/// <summary>On a BPF file system of the test's own.</summary>
public sealed class PinTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sonde-pin").FullName;
    private bool _isMounted;

    [Fact]
    public void Pinned_objects_outlive_their_descriptors()
    {
        LiveKernel.Require();
        _isMounted = Run("mount", "-t", "bpf", "none", _directory) == 0;
        Assert.SkipUnless(_isMounted, "a BPF file system cannot be mounted");
        using (BpfMap map = LiveKernel.Counter())
        using (BpfProgram program = BpfProgram.Load(LiveKernel.Counting(BpfProgramType.RawTracepoint, map)))
        using (BpfLink link = Tracepoints.AttachRaw(program, "sys_enter"))
        {
            map.Pin(_directory + "/map");
            program.Pin(_directory + "/program");
            link.Pin(_directory + "/link");
            Assert.Equal("EEXIST", Assert.Throws<BpfException>(() => map.Pin(_directory + "/map")).Errno.Name);
        }

        using BpfMap found = BpfMap.OpenPinned(_directory + "/map");
        long before = LiveKernel.Read(found);
        Assert.True(LiveKernel.Eventually(() => LiveKernel.Read(found) > before), "the pinned link does not count");
        using BpfProgram again = BpfProgram.OpenPinned(_directory + "/program");
        Assert.Equal(("test_program", BpfProgramType.RawTracepoint), (again.Name, again.Type));
        using (BpfLink.OpenPinned(_directory + "/link"))
            File.Delete(_directory + "/link");
        Assert.True(LiveKernel.Eventually(() => Settled(found)), "the link goes on without its pin");
        Assert.Throws<BpfException>(() => BpfMap.OpenPinned(_directory + "/program"));
        Assert.Throws<BpfException>(() => BpfLink.OpenPinned(_directory + "/link"));
    }

    public void Dispose()
    {
        if (_isMounted)
            _ = Run("umount", _directory);
        Directory.Delete(_directory);
    }

    private static bool Settled(BpfMap counter)
    {
        long before = LiveKernel.Read(counter);
        Thread.Sleep(20);
        return LiveKernel.Read(counter) == before;
    }

    private static int Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}

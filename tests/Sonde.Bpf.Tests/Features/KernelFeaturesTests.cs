using Sonde.Bpf.Features;
using Sonde.Bpf.Instructions;
using Sonde.Bpf.Maps;
using Sonde.Bpf.Programs;

namespace Sonde.Bpf.Tests.Features;

public sealed class KernelFeaturesTests
{
    [Fact]
    public void Features_of_every_kernel_since_5_8_are_found()
    {
        LiveKernel.Require();
        Assert.True(KernelFeatures.HasJump32);
        Assert.True(KernelFeatures.HasBoundedLoops);
        Assert.True(KernelFeatures.HasMap(BpfMapType.RingBuffer));
        Assert.True(KernelFeatures.HasMap(BpfMapType.PerCpuHash));
        Assert.True(KernelFeatures.HasProgram(BpfProgramType.RawTracepoint));
        Assert.True(KernelFeatures.HasHelper(BpfHelper.MapLookupElem, BpfProgramType.RawTracepoint));
        Assert.True(KernelFeatures.HasHelper(BpfHelper.KtimeGetNs, BpfProgramType.RawTracepoint));
    }

    [Fact]
    public void Features_that_no_kernel_has_are_absent()
    {
        LiveKernel.Require();
        Assert.False(KernelFeatures.HasMap((BpfMapType)999));
        Assert.False(KernelFeatures.HasProgram((BpfProgramType)999));
        Assert.False(KernelFeatures.HasHelper((BpfHelper)9999, BpfProgramType.RawTracepoint));
        Assert.False(KernelFeatures.HasHelper(BpfHelper.SkbStoreBytes, BpfProgramType.RawTracepoint));
    }

    [Fact]
    public void Answer_is_the_one_that_using_the_feature_gives()
    {
        LiveKernel.Require();
        Assert.Equal(File.Exists("/sys/kernel/btf/vmlinux"), KernelFeatures.HasKernelBtf);
        Assert.Equal(File.Exists("/sys/bus/event_source/devices/kprobe/type"), KernelFeatures.HasKernelProbes);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"isa v4 {KernelFeatures.HasIsaV4}, atomics {KernelFeatures.HasAtomicFetch}, uprobe.multi {KernelFeatures.HasUserProbeMulti}, kprobe.multi {KernelFeatures.HasKernelProbeMulti}, "
            + $"kprobe.session {KernelFeatures.HasKernelProbeSession}, perf links {KernelFeatures.HasPerfEventLinks}, arena {KernelFeatures.HasMap(BpfMapType.Arena)}");
    }
}

using Sonde.Binary.Btf;
using Sonde.Testing;

namespace Sonde.Binary.Tests.Btf;

/// <summary>What this reader and writer say beside what bpftool reads.</summary>
public sealed class BtfPeerTests
{
    private const string Kernel = "/sys/kernel/btf/vmlinux";

    [Fact]
    public void Kernels_types_are_those_that_bpftool_reads()
    {
        Assert.SkipUnless(ProgramRun.IsOnPath("bpftool"), "bpftool is not installed");
        Assert.SkipUnless(File.Exists(Kernel), "the kernel has no BTF");
        string expected = ProgramRun.Of("bpftool", "btf", "dump", "file", Kernel, "format", "raw").Checked().Output;
        Assert.Equal(expected.TrimEnd(), BtfRawText.Of(BtfImage.Parse(File.ReadAllBytes(Kernel))).TrimEnd());
    }

    [Fact]
    public void Written_types_are_read_by_bpftool_as_meant()
    {
        Assert.SkipUnless(ProgramRun.IsOnPath("bpftool"), "bpftool is not installed");
        SampleTypes sample = new();
        using TemporaryTree tree = new();
        string path = Path.Combine(tree.Directory, "sample.btf");
        File.WriteAllBytes(path, sample.Bytes);
        Assert.Equal(ProgramRun.Of("bpftool", "btf", "dump", "file", path, "format", "raw").Checked().Output.TrimEnd(), BtfRawText.Of(sample.Image).TrimEnd());
    }

    [Fact]
    public void Each_name_of_the_kernel_is_found()
    {
        Assert.SkipUnless(File.Exists(Kernel), "the kernel has no BTF");
        BtfImage image = BtfImage.Parse(File.ReadAllBytes(Kernel));
        HashSet<(string, BtfKind)> seen = [];
        for (int id = 1; id < image.TypeCount; id++)
        {
            BtfType type = image[id];
            if (type.Name == "" || type.Kind is BtfKind.DeclarationTag or BtfKind.TypeTag || !seen.Add((type.Name, type.Kind)))
                continue;
            Assert.True(image.TryFind(type.Name, type.Kind, out int found));
            Assert.Equal(id, found);
        }

        Assert.True(seen.Count > 10_000);
    }
}

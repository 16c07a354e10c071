using Sonde.Proc.Cgroups;

namespace Sonde.Proc.Tests.Cgroups;

public class CgroupNameTests
{
    private const string Id = "4f1c9a3be2d8576a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e8f7a";

    [Theory]
    [InlineData("/", CgroupOwnerKind.Root, "/", "")]
    [InlineData("/system.slice", CgroupOwnerKind.Slice, "system.slice", "")]
    [InlineData("/system.slice/nginx.service", CgroupOwnerKind.Service, "nginx.service", "")]
    [InlineData("/system.slice/dev-disk\\x2duuid.service", CgroupOwnerKind.Service, "dev-disk-uuid.service", "")]
    [InlineData("/system.slice/bad\\x1bname.service", CgroupOwnerKind.Service, "bad\u001bname.service", "")]
    [InlineData("/user.slice/user-1000.slice/session-3.scope", CgroupOwnerKind.Scope, "session-3.scope", "")]
    [InlineData("/docker/" + Id, CgroupOwnerKind.Container, "docker 4f1c9a3be2d8", "docker")]
    [InlineData("/system.slice/docker-" + Id + ".scope", CgroupOwnerKind.Container, "docker 4f1c9a3be2d8", "docker")]
    [InlineData("/machine.slice/libpod-" + Id + ".scope", CgroupOwnerKind.Container, "podman 4f1c9a3be2d8", "podman")]
    [InlineData("/lxc/web", CgroupOwnerKind.Container, "lxc web", "lxc")]
    [InlineData("/lxc.payload.web", CgroupOwnerKind.Container, "lxc web", "lxc")]
    [InlineData("/machine.slice/machine-build\\x2dbox.scope", CgroupOwnerKind.Container, "systemd-nspawn build-box", "systemd-nspawn")]
    [InlineData("/process_api/0452ab5a69693cfead0fc3c87149d61f", CgroupOwnerKind.Other, "/process_api/0452ab5a69693cfead0fc3c87149d61f", "")]
    public void Path_tells_its_owner(string path, CgroupOwnerKind kind, string display, string engine)
    {
        CgroupName name = CgroupName.FromPath(path);
        Assert.Equal((kind, display, engine, null), (name.Kind, name.Display, name.Engine, name.PodUid));
    }

    [Theory]
    [InlineData("/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod0d4c6b1a_5f0e.slice/cri-containerd-" + Id + ".scope", "burstable",
        "containerd", Id)]
    [InlineData("/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod0d4c6b1a_5f0e.slice/crio-" + Id + ".scope", "besteffort", "crio",
        Id)]
    [InlineData("/kubepods.slice/kubepods-pod0d4c6b1a_5f0e.slice", "guaranteed", "", null)]
    [InlineData("/kubepods/burstable/pod0d4c6b1a-5f0e/" + Id, "burstable", "", Id)]
    [InlineData("/kubepods/pod0d4c6b1a-5f0e", "guaranteed", "", null)]
    public void Path_of_kubernetes_tells_pod_class_and_container(string path, string quality, string engine, string? id)
    {
        CgroupName name = CgroupName.FromPath(path);
        Assert.Equal(("0d4c6b1a-5f0e", quality, engine, id), (name.PodUid, name.QualityOfService, name.Engine, name.ContainerId));
        Assert.Equal(id is null ? CgroupOwnerKind.Pod : CgroupOwnerKind.Container, name.Kind);
    }
}

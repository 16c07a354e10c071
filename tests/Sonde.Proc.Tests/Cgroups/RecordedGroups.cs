using Sonde.Testing;

namespace Sonde.Proc.Tests.Cgroups;

/// <summary>The recorded trees of testdata/cgroup.</summary>
internal static class RecordedGroups
{
    public const string App = "/system.slice/app.service";

    public const string Pod = "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod0d4c6b1a_5f0e_4d9b_9a51_0c1f7be20f11.slice";

    public const string PodContainer = Pod + "/cri-containerd-4f1c9a3be2d8576a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e8f7a.scope";

    public const string Docker = "/docker/7c1e0d9b8a7f6e5d4c3b2a190817263544f3e2d1c0b9a8978685746352413021";

    public static LinuxRoot Open(string name) => LinuxRoot.Recorded(TestData.PathOf("cgroup/" + name));
}

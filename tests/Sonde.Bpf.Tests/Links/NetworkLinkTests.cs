using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Sonde.Bpf.Instructions;
using Sonde.Bpf.Links;
using Sonde.Bpf.Maps;
using Sonde.Bpf.Programs;
using static Sonde.Bpf.Instructions.BpfRegister;

namespace Sonde.Bpf.Tests.Links;

public sealed class NetworkLinkTests
{
    private const int XdpPass = 2;
    private const int TcxNext = -1;

    private static int Loopback => NetworkInterface.GetAllNetworkInterfaces().Single(card => card.NetworkInterfaceType == NetworkInterfaceType.Loopback).GetIPProperties().GetIPv4Properties().Index;

    [Fact]
    public void Xdp_program_sees_packets() => SeesPackets(BpfProgramType.Xdp, BpfAttachType.Xdp, XdpPass, program => NetworkLinks.AttachXdp(program, Loopback, XdpMode.Generic));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Tcx_program_sees_packets(bool isEgress) => SeesPackets(
        BpfProgramType.SchedulerClassifier, isEgress ? BpfAttachType.TcxEgress : BpfAttachType.TcxIngress, TcxNext, program => NetworkLinks.AttachTcx(program, Loopback, isEgress));

    [Theory]
    [InlineData(BpfProgramType.CgroupPacket, BpfAttachType.CgroupInternetIngress)]
    [InlineData(BpfProgramType.SocketOperations, BpfAttachType.CgroupSocketOperations)]
    public void Cgroup_program_runs(BpfProgramType type, BpfAttachType attachType)
    {
        LiveKernel.Require();
        string? group = new[] { "/sys/fs/cgroup/unified", "/sys/fs/cgroup" }.FirstOrDefault(path => File.Exists(path + "/cgroup.procs") && File.Exists(path + "/cgroup.controllers"));
        Assert.SkipWhen(group is null, "no unified control group hierarchy is mounted");
        SeesPackets(type, attachType, 1, program => CgroupLinks.Attach(program, group!, attachType));
    }

    [Fact]
    public void Directory_that_is_no_control_group_is_told_so()
    {
        LiveKernel.Require();
        using BpfProgram program = BpfProgram.Load(LiveKernel.Definition(BpfProgramType.CgroupPacket, BpfInstruction.Move(R0, 1), BpfInstruction.Exit()) with { ExpectedAttachType = BpfAttachType.CgroupInternetIngress });
        Assert.Contains("not a control group", Assert.Throws<BpfException>(() => CgroupLinks.Attach(program, "/tmp", BpfAttachType.CgroupInternetIngress)).Message, StringComparison.Ordinal);
        Assert.Throws<BpfException>(() => CgroupLinks.Attach(program, "/no/such/group", BpfAttachType.CgroupInternetIngress));
    }

    private static void SeesPackets(BpfProgramType type, BpfAttachType attachType, int result, Func<BpfProgram, BpfLink> attach)
    {
        LiveKernel.Require();
        using BpfMap counter = LiveKernel.Counter();
        Assembler assembler = new();
        assembler.LoadMapValue(R1, 0, 0);
        assembler.LoadConstant(R2, 1);
        assembler.Emit(BpfInstruction.Atomic(AtomicOperator.Add, MemorySize.DoubleWord, R1, 0, R2));
        assembler.LoadConstant(R0, result);
        assembler.Emit(BpfInstruction.Exit());
        using BpfProgram program = BpfProgram.Load(LiveKernel.Definition(type, assembler, counter) with { ExpectedAttachType = attachType });
        using (attach(program))
        {
            Talk();
            Assert.True(LiveKernel.Eventually(() => LiveKernel.Read(counter) > 0), "no packet was seen");
        }
    }

    private static void Talk()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using TcpClient client = new();
        client.Connect((IPEndPoint)listener.LocalEndpoint);
        using TcpClient server = listener.AcceptTcpClient();
        client.GetStream().WriteByte(1);
        Assert.Equal(1, server.GetStream().ReadByte());
    }
}

using Sonde.Diagnosis.Reports;
using Sonde.Proc;
using Xunit;

namespace Sonde.Diagnosis.Tests.Surveys;

public class HostReaderTests
{
    [Fact]
    public void A_machine_is_described()
    {
        using TestMachine machine = new(cpus: 4);
        machine.File("/sys/devices/system/node/online", "0-1\n").File("/sys/devices/system/node/node0/meminfo", "Node 0 MemTotal: 1 kB\n").File("/sys/devices/system/node/node1/meminfo", "Node 1 MemTotal: 1 kB\n");
        HostDescription host = machine.Observe().Host;
        Assert.Equal(("test", "6.12.0-test", 4, 8_192_000_000L, 2), (host.Hostname, host.Kernel, host.Cpus, host.MemoryBytes, host.NumaNodes));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), host.BootTime);
    }

    [Fact]
    public void What_cannot_be_read_is_unknown_and_not_zero()
    {
        DirectoryInfo empty = Directory.CreateTempSubdirectory("sonde-empty-");
        try
        {
            using LinuxRoot root = LinuxRoot.Recorded(empty.FullName);
            using Observer observer = new(new ObserverOptions { Roots = [root] }, CancellationToken.None);
            HostDescription host = observer.Observe().Host;
            Assert.Equal(("unknown", "unknown", null, null, null, null), (host.Hostname, host.Kernel, host.Cpus, host.MemoryBytes, host.NumaNodes, host.BootTime));
        }
        finally
        {
            empty.Delete();
        }
    }
}

using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Sonde.Linux.Abi;
using Sonde.Linux.Netlink;

namespace Sonde.Linux.Tests.Abi;

/// <summary>Every constant under Abi/, and every public enum that repeats the kernel's numbers, against the C headers.</summary>
public sealed partial class ConstantTests(ITestOutputHelper output)
{
    private static readonly string[] Headers =
    [
        "errno.h", "fcntl.h", "poll.h", "signal.h", "spawn.h", "stdint.h", "sys/ioctl.h", "sys/resource.h", "sys/socket.h", "sys/statvfs.h", "sys/syscall.h", "sys/wait.h",
        "time.h", "unistd.h", "netinet/in.h", "sys/epoll.h", "sys/eventfd.h", "sys/mman.h", "linux/acct.h", "linux/bpf.h", "linux/capability.h", "linux/gen_stats.h", "linux/genetlink.h", "linux/if.h",
        "linux/if_link.h", "linux/inet_diag.h", "linux/neighbour.h", "linux/netlink.h", "linux/openat2.h", "linux/perf_event.h", "linux/pkt_sched.h", "linux/rtnetlink.h",
        "linux/sock_diag.h", "linux/taskstats.h", "linux/tcp.h", "linux/unix_diag.h",
    ];

    /// <summary>Numbers that the code gives a name of its own.</summary>
    private static readonly (string C, long Value)[] Renamed =
    [
        ("TCP_CA_Open", (long)TcpCongestionState.Open),
        ("TCP_CA_Disorder", (long)TcpCongestionState.Disorder),
        ("TCP_CA_CWR", (long)TcpCongestionState.WindowReduced),
        ("TCP_CA_Recovery", (long)TcpCongestionState.Recovery),
        ("TCP_CA_Loss", (long)TcpCongestionState.Loss),
        ("IF_OPER_UNKNOWN", (long)OperationalState.Unknown),
        ("IF_OPER_NOTPRESENT", (long)OperationalState.NotPresent),
        ("IF_OPER_DOWN", (long)OperationalState.Down),
        ("IF_OPER_LOWERLAYERDOWN", (long)OperationalState.LowerLayerDown),
        ("IF_OPER_TESTING", (long)OperationalState.Testing),
        ("IF_OPER_DORMANT", (long)OperationalState.Dormant),
        ("IF_OPER_UP", (long)OperationalState.Up),
        ("IFF_UP", (long)LinkFlags.Up),
        ("IFF_LOOPBACK", (long)LinkFlags.Loopback),
        ("IFF_RUNNING", (long)LinkFlags.Running),
        ("IFF_PROMISC", (long)LinkFlags.Promiscuous),
        ("IFF_SLAVE", (long)LinkFlags.BondMember),
        ("IFF_LOWER_UP", (long)LinkFlags.LowerUp),
        ("TC_H_ROOT", QueueingDiscipline.RootParent),
        ("RLIM_INFINITY", unchecked((long)ResourceLimit.Unlimited)),
        ("1 << (INET_DIAG_SKMEMINFO - 1)", (long)SocketDetails.Memory),
        ("1 << (INET_DIAG_INFO - 1)", (long)SocketDetails.TcpInformation),
        ("1 << (INET_DIAG_CONG - 1)", (long)SocketDetails.CongestionControl),
    ];

    /// <summary>
    /// The kernel's names for socket states are in no installed header but that of TCP in the C library, which cannot be included beside the
    /// kernel's.
    /// </summary>
    private static readonly string[] SocketStateNames =
        ["ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT", "CLOSE", "CLOSE_WAIT", "LAST_ACK", "LISTEN", "CLOSING"];

    [Fact]
    public void Constants_are_those_of_the_installed_headers()
    {
        string preamble = "#define _GNU_SOURCE\n#include <stdio.h>\n" + string.Concat(Headers.Select(h => $"#include <{h}>\n"));

        Compare(preamble, [.. Constants(), .. ByArchitecture(), .. ErrorNumbers(), .. Renamed]);
    }

    [Fact]
    public void Socket_states_are_those_of_the_c_library() => Compare(
        "#include <stdio.h>\n#include <netinet/tcp.h>\n",
        [.. SocketStateNames.Select((name, index) => ("TCP_" + name, (long)index + 1))],
        [.. Enum.GetValues<SocketState>().Take(SocketStateNames.Length).Select(s => (long)s)]);

    [Fact]
    public void Names_of_errors_are_those_of_the_c_library()
    {
        (string Name, long Value)[] named =
            [.. Enumerable.Range(1, 133).Select(n => (new Errno(n).Name, (long)n)).Where(e => e.Item1.StartsWith('E'))];

        Compare("#include <stdio.h>\n#include <errno.h>\n", named);

        // 41 and 58 are second names elsewhere and errors nowhere.
        Assert.Equal(131, named.Length);
        Assert.Equal(["errno 41", "errno 58", "errno 134", "errno -1"], new[] { 41, 58, 134, -1 }.Select(n => new Errno(n).Name));
    }

    private void Compare(string preamble, (string C, long Value)[] constants, long[]? values = null)
    {
        if (values is not null)
            Assert.Equal(constants.Select(c => c.Value), values);
        bool succeeded = CProgram.TryRun(Program(preamble, constants), out string printed);
        if (!succeeded)
        {
            // Headers older than a constant do not know it; say so and compare the rest.
            HashSet<string> unknown = [.. Undeclared().Matches(printed).Select(m => m.Groups["name"].Value)];
            output.WriteLine($"the installed headers do not know: {string.Join(' ', unknown)}");
            Assert.True(unknown.Count < constants.Length / 10, printed);
            constants = [.. constants.Where(c => !unknown.Contains(c.C))];
            succeeded = CProgram.TryRun(Program(preamble, constants), out printed);
        }

        Assert.True(succeeded, printed);
        Assert.Equal(string.Join('\n', constants.Select(c => $"{c.C} {c.Value}")), printed.Trim());
    }

    private static string Program(string preamble, (string C, long Value)[] constants)
    {
        var source = new StringBuilder(preamble).Append("int main(void) {\n");
        foreach ((string c, _) in constants)
            source.Append(CultureInfo.InvariantCulture, $"printf(\"{c} %lld\\n\", (long long)({c}));\n");
        return source.Append("return 0; }\n").ToString();
    }

    /// <summary>The const fields of every type under Abi/ and the members of its enums, which bear the kernel's names.</summary>
    private static IEnumerable<(string C, long Value)> Constants()
    {
        foreach (Type type in typeof(LibC).Assembly.GetTypes().Where(t => t.Namespace == typeof(LibC).Namespace))
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Where(f => f.IsLiteral))
            {
                object value = field.GetRawConstantValue()!;
                yield return (field.Name, value is ulong large ? unchecked((long)large) : Convert.ToInt64(value, CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>What differs between architectures is a property: system call numbers and some flags of open(2).</summary>
    private static IEnumerable<(string C, long Value)> ByArchitecture()
    {
        const BindingFlags all = BindingFlags.Static | BindingFlags.NonPublic;
        foreach (PropertyInfo number in typeof(SyscallNumbers).GetProperties(all).Where(p => p.PropertyType == typeof(nint)))
            yield return ("SYS_" + number.Name, (nint)number.GetValue(null)!);
        foreach (PropertyInfo flag in typeof(LibC).GetProperties(all).Where(p => p.PropertyType == typeof(int)))
            yield return (flag.Name, (int)flag.GetValue(null)!);
    }

    private static IEnumerable<(string C, long Value)> ErrorNumbers() =>
        typeof(Errno).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(f => (Errno)f.GetValue(null)!)
            .Where(e => !e.IsSuccess)
            .Select(e => (e.Name, (long)e.Value));

    [GeneratedRegex(@"'(?<name>\w+)' undeclared", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Undeclared();
}

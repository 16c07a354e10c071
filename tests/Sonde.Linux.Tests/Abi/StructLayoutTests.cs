using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Sonde.Linux.Abi;
using Sonde.Testing;

namespace Sonde.Linux.Tests.Abi;

/// <summary>Every struct under Abi/ against the same struct as a C compiler lays it out.</summary>
public sealed partial class StructLayoutTests(ITestOutputHelper output)
{
    private const string RecordedHeader = "abi/linux-6.18/kernel.h";

    /// <summary>The C struct of each C# struct, and where it is declared.</summary>
    private static readonly (Type Type, string Name, string Header)[] Structs =
    [
        (typeof(CapUserData), "struct __user_cap_data_struct", "linux/capability.h"),
        (typeof(CapUserHeader), "struct __user_cap_header_struct", "linux/capability.h"),
        (typeof(GenlMsgHdr), "struct genlmsghdr", "linux/genetlink.h"),
        (typeof(GnetStatsBasic), "struct gnet_stats_basic", "linux/gen_stats.h"),
        (typeof(GnetStatsQueue), "struct gnet_stats_queue", "linux/gen_stats.h"),
        (typeof(IfInfoMsg), "struct ifinfomsg", "linux/rtnetlink.h"),
        (typeof(InetDiagMsg), "struct inet_diag_msg", "linux/inet_diag.h"),
        (typeof(InetDiagReqV2), "struct inet_diag_req_v2", "linux/inet_diag.h"),
        (typeof(InetDiagSockId), "struct inet_diag_sockid", "linux/inet_diag.h"),
        (typeof(NdtConfig), "struct ndt_config", "linux/neighbour.h"),
        (typeof(NdtMsg), "struct ndtmsg", "linux/neighbour.h"),
        (typeof(NdtStats), "struct ndt_stats", "linux/neighbour.h"),
        (typeof(NlAttr), "struct nlattr", "linux/netlink.h"),
        (typeof(NlMsgHdr), "struct nlmsghdr", "linux/netlink.h"),
        (typeof(OpenHow), "struct open_how", "linux/openat2.h"),
        (typeof(PollFd), "struct pollfd", "poll.h"),
        (typeof(RLimit), "struct rlimit64", "sys/resource.h"),
        (typeof(RtnlLinkStats64), "struct rtnl_link_stats64", "linux/if_link.h"),
        (typeof(RUsage), "struct rusage", "sys/resource.h"),
        (typeof(SigAction), "struct sigaction", "signal.h"),
        (typeof(SockAddrNl), "struct sockaddr_nl", "linux/netlink.h"),
        (typeof(StatFs), "struct statfs", "sys/statfs.h"),
        (typeof(StatX), "struct statx", "sys/stat.h"),
        (typeof(TaskStats), "struct taskstats", "linux/taskstats.h"),
        (typeof(TcMsg), "struct tcmsg", "linux/rtnetlink.h"),
        (typeof(TcpInfo), "struct tcp_info", "linux/tcp.h"),
        (typeof(TimeSpec), "struct timespec", "time.h"),
        (typeof(TimeVal), "struct timeval", "sys/time.h"),
        (typeof(Tm), "struct tm", "time.h"),
        (typeof(UnixDiagMsg), "struct unix_diag_msg", "linux/unix_diag.h"),
        (typeof(UnixDiagReq), "struct unix_diag_req", "linux/unix_diag.h"),
        (typeof(UnixDiagRqLen), "struct unix_diag_rqlen", "linux/unix_diag.h"),
        (typeof(WinSize), "struct winsize", "sys/ioctl.h"),
    ];

    /// <summary>Arrays that C declares within a struct, and what C calls the halves of a cookie.</summary>
    private static readonly Dictionary<string, string> Spelling = new(StringComparer.Ordinal)
    {
        ["idiag_cookie_low"] = "idiag_cookie[0]",
        ["idiag_cookie_high"] = "idiag_cookie[1]",
        ["stx_mtime_sec"] = "stx_mtime.tv_sec",
        ["stx_mtime_nsec"] = "stx_mtime.tv_nsec",
        ["udiag_cookie_low"] = "udiag_cookie[0]",
        ["udiag_cookie_high"] = "udiag_cookie[1]",
    };

    /// <summary>Bit fields, which have no offset in C, and padding, which C makes itself.</summary>
    private static readonly string[] NotInC = ["tcpi_wscale_bits", "tcpi_delivery_rate_bits", "ac_pad"];

    private static readonly Type[] ArraysWithinStructs = [typeof(InetDiagAddress), typeof(TaskComm)];

    /// <summary>Structs that grow: headers older than the code lack the fields at their end.</summary>
    private static readonly Type[] Growing = [typeof(TcpInfo), typeof(TaskStats), typeof(RtnlLinkStats64), typeof(NdtStats)];

    [Fact]
    public void Every_struct_of_the_interface_is_compared()
    {
        IEnumerable<Type> declared = typeof(LibC).Assembly.GetTypes().Where(t => t.Namespace == typeof(LibC).Namespace && t.IsValueType && !t.IsEnum);

        Assert.Equal(
            declared.Except(ArraysWithinStructs).Where(t => !IsPartOfUnion(t)).Select(t => t.Name).Order(StringComparer.Ordinal),
            Structs.Select(s => s.Type.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Structs_are_laid_out_as_in_the_installed_headers()
    {
        IEnumerable<string> headers = Structs.Select(s => s.Header).Distinct().Select(h => $"#include <{h}>\n");
        string preamble = "#define _GNU_SOURCE\n#include <stddef.h>\n#include <stdio.h>\n" + string.Concat(headers);

        Compare(preamble, Structs, fieldsMayBeMissing: true);
    }

    [Fact]
    public void Structs_are_laid_out_as_in_a_recorded_kernel()
    {
        string header = File.ReadAllText(TestData.PathOf(RecordedHeader));
        (Type Type, string Name, string Header)[] recorded = [.. Structs.Where(s => header.Contains(s.Name + " {", StringComparison.Ordinal))];
        Assert.Superset(Growing.ToHashSet(), recorded.Select(s => s.Type).ToHashSet());

        Compare("#include <stddef.h>\n#include <stdio.h>\n" + header, recorded, fieldsMayBeMissing: false);
    }

    // The members of union bpf_attr have no names of their own in C; the kernel refuses one that is laid out wrongly, which the tests of Sonde.Bpf would show;
    // so it does for perf_event_attr, of which only the first version's bytes are declared, bit fields and unions as whole words.
    private static bool IsPartOfUnion(Type type) => type == typeof(PerfEventAttr) || type.Name.StartsWith("BpfAttr", StringComparison.Ordinal) || type.Name.EndsWith("FixedBuffer", StringComparison.Ordinal);

    private void Compare(string preamble, (Type Type, string Name, string Header)[] structs, bool fieldsMayBeMissing)
    {
        HashSet<string> missing = [];
        bool succeeded = CProgram.TryRun(Program(preamble, structs, missing), out string printed);
        if (!succeeded && fieldsMayBeMissing)
        {
            missing = [.. MissingMember().Matches(printed).Select(m => m.Groups["name"].Value)];
            string[] tolerated = [.. Growing.SelectMany(FieldsOf).Select(f => f.Name)];
            Assert.Subset(tolerated.ToHashSet(StringComparer.Ordinal), missing);
            output.WriteLine($"the installed headers are too old for: {string.Join(' ', missing)}");
            succeeded = CProgram.TryRun(Program(preamble, structs, missing), out printed);
        }

        Assert.True(succeeded, printed);
        Assert.Equal(Expected(structs, missing, printed), printed.Trim());
    }

    /// <summary>A program that prints each struct's size and each field's offset and size.</summary>
    private static string Program(string preamble, (Type Type, string Name, string Header)[] structs, HashSet<string> missing)
    {
        var source = new StringBuilder(preamble).Append("int main(void) {\n");
        foreach ((Type type, string name, _) in structs)
        {
            source.Append(CultureInfo.InvariantCulture, $"printf(\"{type.Name} %zu\\n\", sizeof({name}));\n");
            foreach (FieldInfo field in FieldsOf(type).Where(f => !missing.Contains(f.Name)))
            {
                string spelled = Spelling.GetValueOrDefault(field.Name, field.Name);
                source.Append(
                    CultureInfo.InvariantCulture,
                    $"printf(\"{type.Name}.{field.Name} %zu %zu\\n\", offsetof({name}, {spelled}), sizeof((({name} *)0)->{spelled}));\n");
            }
        }

        return source.Append("return 0; }\n").ToString();
    }

    /// <summary>What the program would print if C# were right; a struct that older headers know only in part may be shorter there.</summary>
    private static string Expected((Type Type, string Name, string Header)[] structs, HashSet<string> missing, string printed)
    {
        var lines = new List<string>();
        foreach ((Type type, _, _) in structs)
        {
            int size = Marshal.SizeOf(type);
            string sizeLine = $"{type.Name} {size}";
            if (FieldsOf(type).Any(f => missing.Contains(f.Name)))
            {
                sizeLine = printed.Split('\n').First(l => l.StartsWith(type.Name + " ", StringComparison.Ordinal));
                Assert.InRange(int.Parse(sizeLine.Split(' ')[1], CultureInfo.InvariantCulture), 1, size - 1);
            }

            lines.Add(sizeLine);
            foreach (FieldInfo field in FieldsOf(type).Where(f => !missing.Contains(f.Name)))
                lines.Add($"{type.Name}.{field.Name} {Marshal.OffsetOf(type, field.Name)} {SizeOf(field.FieldType)}");
        }

        return string.Join('\n', lines);
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(f => !NotInC.Contains(f.Name));

    private static int SizeOf(Type type) => type == typeof(TaskComm) ? Unsafe.SizeOf<TaskComm>() : Marshal.SizeOf(type);

    [GeneratedRegex(@"has no member named '(?<name>\w+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex MissingMember();
}

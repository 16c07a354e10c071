using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Tests.Reports.Rendering;

public static partial class SampleReports
{
    /// <summary>A listening socket that is accepted from too slowly; a warning whose cause is not in the report.</summary>
    public static Report ListenOverflow() => Healthy() with
    {
        Resources = [Cpu(41, 66, 0.1), .. QuietRest()],
        Findings =
        [
            new Finding
            {
                Id = "net.listen-overflow",
                Rank = 1,
                Severity = Severity.Warning,
                Confidence = 0.9,
                Title = "gunicorn (pid 1502) accepts too slowly: 37 connections per second are dropped at port 8000",
                Why = "The accept queue of 0.0.0.0:8000 was full in all 51 samples (128 of 128). Clients whose last handshake packet is dropped try again after 1 s, so they see whole seconds of delay.",
                Evidence = [new("dropped connections", 37.2, "connections/s", 1, "/proc/net/netstat ListenDrops"), new("accept queue", 128, "connections", 128, "sock_diag")],
                Culprits = [new(PartyKind.Socket, "0.0.0.0:8000") { Pid = 1502, Share = 1, Detail = "queue 128 of 128" }, new(PartyKind.Process, "gunicorn") { Pid = 1502 }],
                Victims = [new(PartyKind.Peer, "2001:db8::1f")],
                Next = [new("ss -ltn 'sport = :8000'", "the queue and its limit")],
                Fix =
                [
                    new("Add workers, or find out what the present ones wait for.", "more memory and database connections"),
                    new("Raise the queue's limit, in the application too.", "hides slowness behind longer waits", "sysctl -w net.core.somaxconn=4096", "sysctl -w net.core.somaxconn=128"),
                ],
            },
            new Finding
            {
                Id = "net.retransmits",
                Rank = 2,
                Severity = Severity.Warning,
                Confidence = 0.6,
                Title = "2.4 % of the TCP segments were sent again",
                Why = "Packets towards 2001:db8::1f are lost on the way or answered late.",
                Evidence = [new("retransmitted segments", 2.4, "percent", 1, "/proc/net/snmp RetransSegs")],
                Culprits = [new(PartyKind.Peer, "2001:db8::1f") { Share = 0.83 }],
                Causes = ["net.packet-drops"],
            },
        ],
        RuledOut = UsualRuledOut("network"),
    };

    /// <summary>Names chosen to break a terminal, a web page, a ticket or a layout.</summary>
    public static Report HostileNames()
    {
        const string escape = "\u001b]0;owned\u0007\u001b[31mroot\u001b[2J";
        const string script = "</script><script>alert(1)</script><img src=x onerror=alert(2)>";
        const string markdown = "`rm -rf /` [click](http://evil.example) | **bold** <!-- @everyone #1";
        const string bidi = "invoice\u202egpj.exe\u2066\u200b";
        string huge = string.Concat(Enumerable.Repeat("/very/long/path", 65_536 / 15 + 1))[..65_536];
        string large = huge[..2000];
        string broken = new(['a', (char)0xD800, 'b', (char)0xDC00]);
        return Healthy() with
        {
            Host = WebHost with { Hostname = "evil\u001b[5m<b>host</b>", Kernel = "6.18\n# heading" },
            Resources = [Cpu(99, 100, 5), new("cgroup/" + script, Percent(100, Stat), Count(3, "tasks", "x\u001b[1m"), None("errors", "no: \u009b31m " + markdown)), new("disk/" + large, Percent(12, Stat), Count(1, "requests", Stat), None("errors"))],
            Findings =
            [
                new Finding
                {
                    Id = "cpu.saturated",
                    Rank = 1,
                    Severity = Severity.Critical,
                    Confidence = 0.9,
                    Title = $"{escape} (pid 666) and {script} use all CPUs",
                    Why = $"The process {markdown} runs beside {bidi} and {broken}.\nA second line, then 数据库 and e\u0301.",
                    Evidence = [new("busy of " + bidi, double.NaN, "percent", 90, "/proc/\u001b[7m666/stat"), new("writes of " + script, 1e300, "<i>/s", -0.0000001, markdown)],
                    Culprits =
                    [
                        new(PartyKind.Process, escape) { Pid = 666, Share = 1.7, Detail = markdown, Cgroup = "/" + script },
                        new(PartyKind.Process, script) { Pid = 667, Share = -1, Detail = "line\r\nbreak" },
                        new(PartyKind.File, huge) { Share = double.NaN },
                        new(PartyKind.Process, "数据库服务器") { Pid = 668, Share = 0.2 },
                        new(PartyKind.Process, "") { Pid = 669, Share = 0.1 },
                        new(PartyKind.Process, broken) { Pid = 670, Share = 0.05 },
                    ],
                    Victims = [new(PartyKind.Process, bidi) { Pid = 671 }],
                    Next = [new("sonde pidstat -p 666 1 # " + escape, markdown), new(huge[..200], "long and without a blank")],
                    Fix = [new(script, markdown, "kill -STOP 666 && echo \"a`b\"", "kill -CONT 666\nrm x")],
                    Causes = ["cpu.saturated"],
                },
                new Finding { Id = "cpu.steal", Rank = 2, Severity = Severity.Warning, Confidence = 0.5, Title = large, Why = large, Evidence = [new(large, 1, large, 1, large)], Causes = ["cpu.hot-cpu-imbalance"] },
                new Finding { Id = "cpu.hot-cpu-imbalance", Rank = 3, Severity = Severity.Warning, Confidence = 0.5, Title = "explains and is explained by cpu.steal", Why = "", Evidence = [], Causes = ["cpu.steal"] },
            ],
            RuledOut = [new(markdown + "?", script, [])],
            Unavailable = [new(escape, script, markdown), new("x", large, "")],
        };
    }

    /// <summary>Somebody without any rights on a machine that hides everything.</summary>
    public static Report Blind()
    {
        const string hidden = "Permission denied (EACCES): run as root, or mount /proc without hidepid";
        return new Report
        {
            Command = "use",
            Host = new HostDescription { Hostname = "jail", Kernel = "5.10.0" },
            Window = new(new DateTimeOffset(2026, 11, 20, 14, 3, 7, TimeSpan.Zero), 0, 1),
            Cost = new(0.002, 12_000_000, 0),
            Resources =
            [
                new("cpu", None("percent", hidden, Stat), None("tasks", hidden, Stat), None("errors")),
                new("memory", None("percent", hidden, "/proc/meminfo"), None("percent", "the kernel was built without pressure stall information (CONFIG_PSI)", "/proc/pressure/memory"), None("oom kills", hidden, "/proc/vmstat")),
                new("disk", None("percent", hidden, "/proc/diskstats"), None("requests", hidden, "/proc/diskstats"), None("errors")),
                new("net", None("percent", hidden, "/proc/net/dev"), None("packets/s", hidden, "/proc/net/dev"), None("packets/s", hidden, "/proc/net/dev")),
            ],
            Unavailable =
            [
                new("everything under /proc", "Permission denied (EACCES)", "run as root, or mount /proc without hidepid"),
                new("memory pressure", "the kernel was built without pressure stall information (CONFIG_PSI)", "boot with psi=1 on a kernel that has it"),
                new("the kernel log", "Operation not permitted (EPERM): kernel.dmesg_restrict is 1", "run as root, or with CAP_SYSLOG"),
            ],
        };
    }
}

using System.Text;
using Sonde.Testing;
using Sonde.Tracing.Syntax.Constants;

namespace Sonde.Tracing.Tests.Syntax.Constants;

public sealed class KernelConstantsTests
{
    private const int LastSystemCallOfTheseHeaders = 450;

    private static readonly string[] Headers =
    [
        "sys/socket.h", "netinet/in.h", "netinet/tcp.h", "net/if.h", "linux/if_ether.h", "linux/icmp.h", "linux/icmpv6.h", "fcntl.h", "sys/stat.h", "dirent.h",
        "unistd.h", "sys/file.h", "sys/epoll.h", "sys/eventfd.h", "poll.h", "sys/inotify.h", "sys/mount.h", "stdio.h", "signal.h", "sched.h", "sys/wait.h",
        "sys/ptrace.h", "sys/resource.h", "sys/prctl.h", "linux/futex.h", "linux/capability.h", "time.h", "sys/time.h", "sys/mman.h", "sys/ipc.h", "sys/shm.h",
        "sys/sem.h", "linux/mempolicy.h", "errno.h", "linux/falloc.h", "linux/openat2.h", "sys/syscall.h", "limits.h",
    ];

    [Theory]
    [InlineData("AF_INET6", 10)]
    [InlineData("IPPROTO_TCP", 6)]
    [InlineData("O_CREAT", 64)]
    [InlineData("O_LARGEFILE", 32768)]
    [InlineData("AT_FDCWD", -100)]
    [InlineData("EAGAIN", 11)]
    [InlineData("EWOULDBLOCK", 11)]
    [InlineData("ERESTARTSYS", 512)]
    [InlineData("TASK_UNINTERRUPTIBLE", 2)]
    [InlineData("__NR_execve", 59)]
    public void Constant_has_the_value_of_the_kernel(string name, long expected) => Assert.Equal(expected, KernelConstants.Find(name));

    [Fact]
    public void Unknown_name_has_no_value() => Assert.Null(KernelConstants.Find("AF_NOTHING"));

    [Fact]
    public void Compiler_agrees_with_each_constant_that_a_header_has()
    {
        Assert.SkipUnless(ProgramRun.IsOnPath("gcc"), "no gcc: the headers cannot be asked");
        Assert.SkipUnless(File.Exists("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), "no headers of x86-64");

        var names = KernelConstants.Names.Where(IsInHeaders).ToList();
        Assert.InRange(names.Count, 1500, int.MaxValue);
        var expected = names.Select(name => $"{name} {KernelConstants.Find(name)}");
        Assert.Equal(expected, Print([.. Headers.Select(header => $"#include <{header}>")], names));
    }

    [Fact]
    public void Compiler_agrees_with_the_system_calls_of_arm64()
    {
        Assert.SkipUnless(ProgramRun.IsOnPath("gcc"), "no gcc: the headers cannot be asked");
        string[] wanted = ["RENAMEAT", "NEW_STAT", "SET_GET_RLIMIT", "TIME32_SYSCALLS", "SYS_CLONE3", "MEMFD_SECRET"];
        var calls = SystemCallNames.All(SystemCallTable.Arm64).Where(call => call.Number <= LastSystemCallOfTheseHeaders).ToList();
        var printed = Print([.. wanted.Select(name => $"#define __ARCH_WANT_{name}"), "#include <asm-generic/unistd.h>"], calls.ConvertAll(call => "__NR_" + call.Name));
        Assert.Equal(calls.Select(call => $"__NR_{call.Name} {call.Number}"), printed);
    }

    [Fact]
    public void Texts_of_errors_are_those_of_the_c_library()
    {
        Assert.SkipUnless(ProgramRun.IsOnPath("gcc"), "no gcc: the C library cannot be asked");
        var lines = Enumerable.Range(0, 135).Select(number => $"strerror({number})").ToList();
        var source = new StringBuilder("#include <stdio.h>\n#include <string.h>\nint main(void) {\n");
        foreach (var line in lines)
            source.Append($"puts({line});\n");
        Assert.Equal(Enumerable.Range(0, 135).Select(ErrorNames.Text), Run(source.Append('}').ToString()));
    }

    private static bool IsInHeaders(string name)
    {
        if (KernelConstants.IsKernelOnly(name) || ErrorNames.All.Any(error => error.Name == name && error.Number >= 512))
            return false;

        return !name.StartsWith("__NR_", StringComparison.Ordinal) || KernelConstants.Find(name) is <= LastSystemCallOfTheseHeaders and not 335;
    }

    private static string[] Print(IEnumerable<string> head, List<string> names)
    {
        var source = new StringBuilder("#define _GNU_SOURCE\n").AppendJoin('\n', head).Append("\n#include <stdio.h>\nint main(void) {\n");
        foreach (var name in names)
            source.Append($"printf(\"{name} %lld\\n\", (long long)({name}));\n");
        return Run(source.Append('}').ToString());
    }

    private static string[] Run(string source)
    {
        var directory = Directory.CreateTempSubdirectory("sonde-constants");
        try
        {
            var (code, program) = (Path.Combine(directory.FullName, "constants.c"), Path.Combine(directory.FullName, "constants"));
            File.WriteAllText(code, source);
            ProgramRun.Of("gcc", "-w", "-o", program, code).Checked();
            return ProgramRun.Of(program).Checked().Output.TrimEnd('\n').Split('\n');
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
